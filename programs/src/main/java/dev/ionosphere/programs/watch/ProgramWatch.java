package dev.ionosphere.programs.watch;

import dev.ionosphere.programs.message.MessageSummary;
import dev.ionosphere.programs.message.ProgramMessages;
import dev.ionosphere.programs.output.ProgramOutput;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.programs.tensorboard.TensorBoardFiles;
import dev.ionosphere.programs.tensorboard.TensorBoardSummary;
import dev.ionosphere.spec.component.MetricPattern;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a program prints, what it tells by messages, and its event files. Whoever comes after a
 * worker that died finds all of it again. Used by one thread at a time.
 */
public final class ProgramWatch implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ProgramWatch.class.getName());

  /** They go with each sign of life of a run. */
  public static final int MOST_FIGURES = 200;

  private final RunFolder folder;
  private final ProgramOutput output;
  private final ProgramMessages messages;
  private final TensorBoardFiles events;
  private boolean told;

  /** Begins, or goes on where another worker was. */
  public ProgramWatch(RunFolder folder, List<MetricPattern> metrics, Clock clock)
      throws IOException {
    this.folder = folder;
    this.output = new ProgramOutput(folder, metrics, clock);
    this.messages = new ProgramMessages(folder, clock);
    this.events = new TensorBoardFiles(folder, clock);
  }

  /** Something that may fail without harm to the run. */
  private interface Look {
    void look() throws IOException;
  }

  /** Reads what is new. */
  public void poll() throws IOException {
    output.poll();
    look(messages::poll);
    look(events::poll);
  }

  /** Reads what is left of a program that has ended, before its outputs are moved. */
  public void finish() throws IOException {
    output.finish();
    look(messages::finish);
    look(events::finish);
  }

  /** A program is not worse off for what it tells, and be it a disk that is full of it. */
  private void look(Look look) {
    try {
      look.look();
    } catch (IOException | RuntimeException failed) {
      if (!told) {
        LOG.log(Level.WARNING, folder.path() + ": what it tells is not read", failed);
      }
      told = true;
    }
  }

  /**
   * The newest value of each figure: told by messages, else printed, else of event files; in this
   * order those that were there first, at most {@link #MOST_FIGURES}.
   */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new TreeMap<>();
    for (Map<String, Double> some :
        List.of(messages.figures(), output.metrics(), events.newest())) {
      some.forEach((name, value) -> {
        if (figures.size() < MOST_FIGURES) {
          figures.putIfAbsent(name, value);
        }
      });
    }
    return figures;
  }

  /** How far the program says it is, 0 to 1. */
  public OptionalDouble fraction() {
    return messages.fraction();
  }

  /** What the program says it does. */
  public Optional<String> stage() {
    return messages.stage();
  }

  /** All that was told by messages. */
  public MessageSummary messages() {
    return messages.summary();
  }

  /** All that was in event files. */
  public TensorBoardSummary events() {
    return events.summary();
  }

  @Override
  public void close() throws IOException {
    output.close();
    look(messages::close);
    look(events::close);
  }
}
