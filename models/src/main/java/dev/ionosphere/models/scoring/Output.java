package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.scoring.operator.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that a model says of a row.
 *
 * @param name for people and telemetry
 * @param of number of the step that gives it
 * @param column of that step's numbers, from 0; of probabilities the first
 * @param labels that it may say, in order; empty of a value
 */
public record Output(String name, Kind kind, int of, int column, List<String> labels) {

  private static final int MOST_LABELS = 100_000;

  /** What an output is. */
  public enum Kind {
    /** One of some labels, by its number. */
    LABEL,
    /** A number. */
    VALUE,
    /** A number from 0 to 1 for each label. */
    PROBABILITIES;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind with this name.
     *
     * @throws ModelFormatException if there is none
     */
    public static Kind ofWireName(String subject, String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.wireName().equals(name))
          .findFirst()
          .orElseThrow(() ->
              new ModelFormatException(
                  subject,
                  name,
                  Arrays.stream(values()).map(Kind::wireName).collect(Collectors.joining(", "))));
    }
  }

  public Output {
    labels = List.copyOf(labels);
    ShortText.checked("output", name);
    labels.forEach(label -> ShortText.checked("output " + name + ", label", label));
    boolean fits = kind == Kind.VALUE ? labels.isEmpty() : !labels.isEmpty();
    if (!fits || labels.size() > MOST_LABELS) {
      throw new ModelFormatException(
          "output " + name + ", labels",
          labels.size(),
          kind == Kind.VALUE ? "none of a value" : "1 to " + MOST_LABELS);
    }
    if (Set.copyOf(labels).size() != labels.size()) {
      throw new ModelFormatException(
          "output " + name + ", labels", "a label twice", "each label once");
    }
  }

  /** How many numbers it takes. */
  int width() {
    return kind == Kind.PROBABILITIES ? labels.size() : 1;
  }

  /** It must be among what the step gives. */
  void check(List<Operator> operators) {
    if (of < 0 || of >= operators.size()) {
      throw new ModelFormatException(
          "output " + name + ", step", of, "0 to " + (operators.size() - 1));
    }
    int width = operators.get(of).width();
    if (column < 0 || column + (long) width() > width) {
      throw new ModelFormatException(
          "output " + name + ", columns",
          column + " to " + (column + (long) width() - 1),
          "those of step " + of + ", which has " + width);
    }
  }
}
