package dev.ionosphere.spec.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document as written, with places; no deeper than {@link Limits#DEPTH}, never cyclic. */
public sealed interface Tree {

  Position at();

  /** What a message calls this value. */
  String describe();

  /**
   * @param plain written without quotes, so that it may be a number, a flag or nothing
   */
  record Scalar(Position at, String text, boolean plain) implements Tree {

    public ScalarType type() {
      return plain ? ScalarType.of(text) : ScalarType.TEXT;
    }

    /** Nothing if this is no number, or one that no machine holds. */
    public Optional<Double> number() {
      boolean number = type() == ScalarType.INTEGER || type() == ScalarType.DECIMAL;
      // Infinities and "not a number" are the only ones with such letters.
      return number && text.chars().noneMatch(letter -> "iInN".indexOf(letter) >= 0)
          ? Optional.of(Double.valueOf(text)).filter(Double::isFinite)
          : Optional.empty();
    }

    @Override
    public String describe() {
      return switch (type()) {
        case NOTHING -> "nothing";
        case FLAG -> "the flag " + Quoted.bare(text);
        case INTEGER, DECIMAL -> "the number " + Quoted.bare(text);
        case TEXT -> Quoted.of(text);
      };
    }
  }

  /** A map, in the order written. */
  record Mapping(Position at, Map<String, Entry> entries) implements Tree {

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String describe() {
      return "a map";
    }
  }

  /** A value and the place of its key. */
  record Entry(Position keyAt, Tree value) {}

  /** A list. */
  record Sequence(Position at, List<Tree> items) implements Tree {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }
}
