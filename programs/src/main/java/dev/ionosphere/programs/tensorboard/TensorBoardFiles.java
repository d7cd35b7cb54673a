package dev.ionosphere.programs.tensorboard;

import dev.ionosphere.programs.note.DurableNote;
import dev.ionosphere.programs.process.RunFolder;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads event files that a program writes anywhere below its outputs and the folder it works in, as
 * they grow. What they hold may be anything: memory is bounded, nothing in them ends the run, and
 * whoever comes after a worker that died goes on where it noted last.
 */
public final class TensorBoardFiles implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(TensorBoardFiles.class.getName());

  private static final Duration WALK_EVERY = Duration.ofSeconds(2);
  private static final long POLL_BYTES = 32L << 20;
  private static final int MOST_PLUGINS = 2_000;

  private final RunFolder folder;
  private final Clock clock;
  private final DurableNote<State> note;
  private final EventFigures figures;
  private final Map<String, EventFile> files = new TreeMap<>();
  private final Map<String, String> plugins;
  private Optional<FigureNames> names;
  private Instant nextWalk = Instant.EPOCH;
  private boolean changed;

  /** Begins, or goes on where another worker was. */
  public TensorBoardFiles(RunFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.note = new DurableNote<>(folder.path().resolve("tensorboard.json"), State.class, clock);
    State before = note.read(state -> new EventFigures(state.figures())).orElse(State.NOTHING);
    this.figures = new EventFigures(before.figures());
    this.plugins = new TreeMap<>(before.plugins());
    this.names = before.base().stream().findFirst().map(Path::of).map(FigureNames::new);
    before
        .files()
        .forEach(
            (file, place) -> files.put(file, new EventFile(folder.path().resolve(file), place)));
  }

  /**
   * How far all files have been read.
   *
   * @param base folder whose name is left out of figures; none before there is a file
   */
  record State(
      List<String> base,
      Map<String, EventFile.Place> files,
      Map<String, String> plugins,
      EventFigures.Saved figures) {

    State {
      base = List.copyOf(base);
      files = Map.copyOf(files);
      plugins = Map.copyOf(plugins);
    }

    static final State NOTHING =
        new State(List.of(), Map.of(), Map.of(), EventFigures.Saved.NOTHING);
  }

  /** Reads what is new, not more than a bound. */
  public void poll() throws IOException {
    if (!clock.instant().isBefore(nextWalk)) {
      walk();
    }
    read(POLL_BYTES);
    if (changed && note.isDue()) {
      write();
    }
  }

  /** Reads what is left of a program that has ended. */
  public void finish() throws IOException {
    walk();
    read(Long.MAX_VALUE);
    close();
  }

  private void walk() throws IOException {
    nextWalk = clock.instant().plus(WALK_EVERY);
    Instant since = started();
    for (Path root : List.of(folder.unfinished(), folder.work())) {
      for (Path file : EventWalk.find(root, since)) {
        String name = folder.path().relativize(file).toString();
        if (files.size() < EventWalk.MOST && isPath(name) && !files.containsKey(name)) {
          files.put(name, new EventFile(file, EventFile.Place.BEGIN));
          names = names.or(() -> Optional.of(FigureNames.of(parent(name))));
        }
      }
    }
  }

  /** Not all that a disk has as a name is text. */
  private static boolean isPath(String name) {
    try {
      return Path.of(name).toString().equals(name);
    } catch (InvalidPathException strange) {
      return false;
    }
  }

  /** What is older came with the component. */
  private Instant started() {
    try {
      return Files.getLastModifiedTime(folder.context()).toInstant();
    } catch (IOException unknown) {
      return Instant.EPOCH;
    }
  }

  private void read(long most) throws IOException {
    for (Map.Entry<String, EventFile> file : files.entrySet()) {
      if (file.getValue().isReplaced()) {
        restart(parent(file.getKey()));
      }
    }
    long left = most;
    for (Map.Entry<String, EventFile> file : files.entrySet()) {
      if (left > 0) {
        left -= read(file.getKey(), file.getValue(), left);
      }
    }
  }

  /** Curves go on from file to file of a folder, so that all of them are read again. */
  private void restart(Path parent) {
    figures.forget(parent.toString());
    files.forEach((name, file) -> {
      if (parent(name).equals(parent)) {
        file.restart();
      }
    });
    changed = true;
  }

  private long read(String name, EventFile file, long most) {
    EventFile.Place before = file.place();
    EventTaker taker = figures.in(parent(name).toString());
    EventReader reader = new EventReader(plugins, MOST_PLUGINS, taker);
    Instant now = clock.instant();
    try {
      return file.read(
          most,
          new EventFile.Taker() {
            @Override
            public void record(byte[] bytes, int from, int length) {
              try {
                reader.read(bytes, from, length, now);
              } catch (IOException | RuntimeException strange) {
                tell(name, "a record is no event");
              }
            }

            @Override
            public void fault(String fault) {
              tell(name, fault);
            }
          });
    } catch (IOException unreadable) {
      tell(name, "it cannot be read: " + unreadable.getMessage());
      return 0;
    } finally {
      changed |= !before.equals(file.place());
    }
  }

  private void tell(String name, String fault) {
    String told = "%s: %s".formatted(name, fault);
    if (figures.fault(told)) {
      changed = true;
      LOG.log(Level.INFO, "event file " + told);
    }
  }

  private static Path parent(String file) {
    return Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of(""));
  }

  /** All that was read, as a copy. */
  public TensorBoardSummary summary() {
    return figures.summary(this::named);
  }

  /** The newest value of each scalar. */
  public Map<String, Double> newest() {
    return figures.newest(this::named);
  }

  private String named(String key) {
    int between = key.indexOf(EventFigures.BETWEEN);
    String tag = key.substring(between + 1);
    return names.map(known -> known.name(Path.of(key.substring(0, between)), tag)).orElse(tag);
  }

  private void write() throws IOException {
    Map<String, EventFile.Place> places = new TreeMap<>();
    files.forEach((name, file) -> places.put(name, file.place()));
    List<String> base = names.map(known -> known.base().toString()).stream().toList();
    note.write(new State(base, places, plugins, figures.save()));
    changed = false;
  }

  /** Notes what was read. */
  @Override
  public void close() throws IOException {
    if (changed) {
      write();
    }
  }
}
