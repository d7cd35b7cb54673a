package dev.ionosphere.spec.component;

import java.util.List;
import java.util.Optional;

/** What is started, and by which engine. Paths are relative to the component's folder. */
public sealed interface Program {

  /** As {@code engine} names it. */
  String engine();

  /**
   * A process of the operating system; no shell reads its words.
   *
   * @param words in order
   */
  record Command(List<CommandWord> words) implements Program {
    public Command {
      words = List.copyOf(words);
    }

    @Override
    public String engine() {
      return "process";
    }
  }

  /**
   * A main class that Spark starts.
   *
   * @param jar absent: one of those that come with Ionosphere
   */
  record SparkClass(String mainClass, Optional<String> jar, List<CommandWord> words)
      implements Program {
    public SparkClass {
      words = List.copyOf(words);
    }

    @Override
    public String engine() {
      return "spark";
    }
  }

  /** A script that PySpark starts. */
  record SparkScript(String file, List<CommandWord> words) implements Program {
    public SparkScript {
      words = List.copyOf(words);
    }

    @Override
    public String engine() {
      return "spark";
    }
  }
}
