package dev.ionosphere.edge.store;

import dev.ionosphere.models.device.DesiredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each node on the device should run, runs, and was last seen to run well: one small file
 * each. {@code actual} is the commit point of a swap.
 */
public final class NodeStates {

  private static final Logger LOG = LoggerFactory.getLogger(NodeStates.class);
  private static final String DESIRED = "desired.json";
  private static final String ACTUAL = "actual.json";
  private static final String LAST_GOOD = "last-good.json";

  private final Disk disk;
  private final Path directory;

  public NodeStates(Path directory) {
    this(Disk.local(), directory);
  }

  public NodeStates(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /** Nodes that have ever been told something. Folders that no node could have are left alone. */
  public List<NodeKey> nodes() throws IOException {
    List<NodeKey> keys = new ArrayList<>();
    for (Path ion : children(directory)) {
      for (Path node : children(ion)) {
        try {
          keys.add(new NodeKey(ion.getFileName().toString(), node.getFileName().toString()));
        } catch (IllegalArgumentException e) {
          LOG.warn("{} is no folder of a node: {}", node, e.getMessage());
        }
      }
    }
    return keys;
  }

  public StateDirectory directory(NodeKey key) {
    return new StateDirectory(disk, directory.resolve(key.ion()).resolve(key.node()));
  }

  public Optional<DesiredState> desired(NodeKey key) {
    return directory(key).read(DESIRED, NodeStates::state).value();
  }

  public Optional<DesiredState> actual(NodeKey key) {
    return storedActual(key).value();
  }

  /** What runs, and whether it had to be taken from a copy. */
  public Stored<DesiredState> storedActual(NodeKey key) {
    return directory(key).read(ACTUAL, NodeStates::state);
  }

  /** What ran before, for as long as it is the previous copy of what runs. */
  public Optional<DesiredState> previous(NodeKey key) {
    return directory(key).readPrevious(ACTUAL, NodeStates::state);
  }

  /** What the device last saw score well: see {@link #prove}. */
  public Optional<DesiredState> lastGood(NodeKey key) {
    return directory(key).read(LAST_GOOD, NodeStates::state).value();
  }

  public void desire(NodeKey key, DesiredState desired) throws IOException {
    write(directory(key), DESIRED, desired);
  }

  /**
   * Makes the state the actual one. The last good one stays as it is, unless an older one comes
   * back that was seen to run well before: then it is the last good one again, if the disk takes
   * that as well.
   */
  public void activate(NodeKey key, DesiredState state) throws IOException {
    StateDirectory node = directory(key);
    write(node, ACTUAL, state);
    Optional<DesiredState> provenBefore = node.readPrevious(LAST_GOOD, NodeStates::state);
    if (provenBefore.isPresent() && sameModel(provenBefore.get(), state)) {
      try {
        prove(node, state);
      } catch (IOException e) {
        LOG.warn("{} is active, and not kept as the last good: {}", key, e.toString());
      }
    }
  }

  /** Makes a state the last good one, because the device has seen it score well. */
  public static void prove(StateDirectory node, DesiredState state) throws IOException {
    Optional<DesiredState> known = node.read(LAST_GOOD, NodeStates::state).value();
    if (known.isEmpty() || !known.get().equals(state)) {
      write(node, LAST_GOOD, state);
    }
  }

  /**
   * Every part that a loop cannot do without must be there; Jackson leaves null what JSON lacks.
   */
  private static DesiredState state(byte[] json) throws IOException {
    DesiredState state = Json.read(json, DesiredState.class);
    if (state.model() == null || state.every() == null || state.file() == null) {
      throw new IOException("a state without model, interval or file");
    }
    return state;
  }

  private static boolean sameModel(DesiredState one, DesiredState other) {
    return one.model().digest().equals(other.model().digest());
  }

  private static void write(StateDirectory node, String name, DesiredState state)
      throws IOException {
    node.write(name, Json.write(state));
  }

  private static List<Path> children(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }
}
