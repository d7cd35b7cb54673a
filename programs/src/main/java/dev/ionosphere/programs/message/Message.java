package dev.ionosphere.programs.message;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a program told by one line. Facts are texts, truths, whole numbers, doubles, lists and maps
 * of these, or absent; what is non-finite or too great for a number is a text, as it was written.
 */
public sealed interface Message {

  /** Which line it was. */
  Origin origin();

  /**
   * Which line it was.
   *
   * @param time as the program says, or when it was read
   * @param pid of the process that wrote it
   * @param sequence of the lines of that process, from 1
   */
  record Origin(Instant time, OptionalLong pid, OptionalLong sequence) {}

  /** A process begins to tell. */
  record Open(Origin origin, Map<String, Object> facts) implements Message {
    public Open {
      facts = copy(facts);
    }
  }

  /** A process has ended in order. */
  record Close(Origin origin) implements Message {}

  /** A line for people. */
  record Log(Origin origin, String level, String text) implements Message {}

  /** A figure that changes, such as a loss; it may be NaN or infinite. */
  record Metric(Origin origin, String name, double value, OptionalLong step) implements Message {}

  /**
   * How far it is.
   *
   * @param fraction 0 to 1
   */
  record Progress(Origin origin, OptionalDouble fraction, Optional<String> stage)
      implements Message {}

  /** Something has happened. */
  record Event(Origin origin, String name, Map<String, Object> facts) implements Message {
    public Event {
      facts = copy(facts);
    }
  }

  /** Something that people should see to. */
  record Alert(
      Origin origin, String name, String severity, Optional<String> text, Map<String, Object> facts)
      implements Message {
    public Alert {
      facts = copy(facts);
    }
  }

  /** A figure by which people judge the whole. */
  record Kpi(Origin origin, String name, double value, Optional<String> unit) implements Message {}

  /** A model lies somewhere. */
  record Model(Origin origin, String name, Optional<String> path, Map<String, Object> facts)
      implements Message {
    public Model {
      facts = copy(facts);
    }
  }

  /** Rows lie somewhere. */
  record Dataset(Origin origin, String name, Optional<String> path, Map<String, Object> facts)
      implements Message {
    public Dataset {
      facts = copy(facts);
    }
  }

  /** Something was checked. */
  record Check(Origin origin, String name, boolean passed, Map<String, Object> facts)
      implements Message {
    public Check {
      facts = copy(facts);
    }
  }

  /** How well something is. */
  record Health(Origin origin, String name, OptionalDouble value, Map<String, Object> facts)
      implements Message {
    public Health {
      facts = copy(facts);
    }
  }

  /** Of a type that is not known here. */
  record Unknown(Origin origin, String type, Map<String, Object> facts) implements Message {
    public Unknown {
      facts = copy(facts);
    }
  }

  /** The word for its type in a line. */
  default String type() {
    return switch (this) {
      case Open open -> "open";
      case Close close -> "close";
      case Log log -> "log";
      case Metric metric -> "metric";
      case Progress progress -> "progress";
      case Event event -> "event";
      case Alert alert -> "alert";
      case Kpi kpi -> "kpi";
      case Model model -> "model";
      case Dataset dataset -> "dataset";
      case Check check -> "check";
      case Health health -> "health";
      case Unknown unknown -> unknown.type();
    };
  }

  private static Map<String, Object> copy(Map<String, Object> facts) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
