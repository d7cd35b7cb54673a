package dev.ionosphere.edge.store;

import dev.ionosphere.workflows.device.DesiredState;
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
 * What each node on the device should run, runs, and ran before: one small file each, replaced
 * atomically. {@code actual} is the commit point of a swap.
 */
public final class NodeStates {

  private static final Logger LOG = LoggerFactory.getLogger(NodeStates.class);

  private final Path directory;

  public NodeStates(Path directory) {
    this.directory = directory;
  }

  /** Nodes that have ever been told something. */
  public List<NodeKey> nodes() throws IOException {
    List<NodeKey> keys = new ArrayList<>();
    for (Path ion : children(directory)) {
      for (Path node : children(ion)) {
        keys.add(new NodeKey(ion.getFileName().toString(), node.getFileName().toString()));
      }
    }
    return keys;
  }

  public Path directory(NodeKey key) {
    return directory.resolve(key.ion()).resolve(key.node());
  }

  public Optional<DesiredState> desired(NodeKey key) {
    return read(key, "desired.json");
  }

  public Optional<DesiredState> actual(NodeKey key) {
    return read(key, "actual.json");
  }

  public Optional<DesiredState> lastGood(NodeKey key) {
    return read(key, "last-good.json");
  }

  public void desire(NodeKey key, DesiredState desired) throws IOException {
    write(key, "desired.json", desired);
  }

  /** Makes the state the actual one; what ran before becomes the last good one. */
  public void activate(NodeKey key, DesiredState state) throws IOException {
    Optional<DesiredState> before = actual(key);
    if (before.isPresent() && !before.get().model().digest().equals(state.model().digest())) {
      write(key, "last-good.json", before.get());
    }
    write(key, "actual.json", state);
  }

  private void write(NodeKey key, String name, DesiredState state) throws IOException {
    DurableFile.write(directory(key).resolve(name), Json.write(state));
  }

  private Optional<DesiredState> read(NodeKey key, String name) {
    Path file = directory(key).resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), DesiredState.class));
    } catch (IOException e) {
      LOG.warn("{} cannot be read, taken as absent: {}", file, e.toString());
      return Optional.empty();
    }
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
