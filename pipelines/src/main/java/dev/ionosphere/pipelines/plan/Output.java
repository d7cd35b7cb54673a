package dev.ionosphere.pipelines.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Something that a plan says of a row.
 *
 * @param of the step that gives it
 * @param column of that step's numbers, the first
 * @param labels that it may say, in order; empty of a value
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Output(String name, Kind kind, int of, int column, List<String> labels) {

  /** What an output is; its name is that in the file. */
  public enum Kind {
    label,
    probabilities,
    value
  }

  public Output {
    labels = List.copyOf(labels);
  }

  /** One of some labels: the step's first number is its place. */
  public static Output label(String name, int of, List<String> labels) {
    return new Output(name, Kind.label, of, 0, labels);
  }

  /** A number for each label. */
  public static Output probabilities(String name, int of, List<String> labels) {
    return new Output(name, Kind.probabilities, of, 0, labels);
  }

  /** A number. */
  public static Output value(String name, int of, int column) {
    return new Output(name, Kind.value, of, column, List.of());
  }

  /** How many numbers it takes. */
  @JsonIgnore
  public int width() {
    return kind == Kind.probabilities ? labels.size() : 1;
  }
}
