package dev.ionosphere.models.scoring;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.operator.Argmax;
import dev.ionosphere.models.scoring.operator.Guard;
import dev.ionosphere.models.scoring.operator.NearestCentre;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.OneHot;
import dev.ionosphere.models.scoring.operator.Operator;
import dev.ionosphere.models.scoring.operator.OperatorKind;
import dev.ionosphere.models.scoring.operator.Recode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What to compute for a row: steps, each of which reads the row or what steps before it gave, and
 * what the model says by them. The binary form ({@link #toBytes}) is the part {@code plan} of a
 * model package.
 *
 * @param inputs columns of a row that it needs; one that is not nullable must be there, else the
 *     row is not scored
 * @param operators the steps, at most 256
 * @param outputs what it says of a row, the first label first among those of its kind
 */
public record ScoringPlan(
    PlanInputs inputs,
    List<Operator> operators,
    List<Output> outputs,
    Optional<AnomalyRule> anomaly) {

  /** Bytes of the largest plan that is read where a file is mapped. */
  public static final long MOST_BYTES = 256L * 1024 * 1024;

  static final int MOST_OPERATORS = 256;

  /** Numbers of a row by all steps: rows are scored by the hundred, and a step may say no more. */
  static final int MOST_NUMBERS = 40_000;

  static final int MOST_OUTPUTS = 64;

  /**
   * @throws ModelFormatException if these steps cannot be computed
   */
  public ScoringPlan {
    operators = List.copyOf(operators);
    outputs = List.copyOf(outputs);
    if (inputs.size() == 0 || inputs.size() > Operator.MOST_WIDTH) {
      throw new ModelFormatException(
          "scoring plan, columns", inputs.size(), "1 to " + Operator.MOST_WIDTH);
    }
    if (operators.isEmpty() || operators.size() > MOST_OPERATORS) {
      throw new ModelFormatException(
          "scoring plan, steps", operators.size(), "1 to " + MOST_OPERATORS);
    }
    long given = operators.stream().mapToLong(Operator::width).sum();
    if (given > MOST_NUMBERS) {
      throw new ModelFormatException(
          "scoring plan, numbers that all steps give", given, "at most " + MOST_NUMBERS);
    }
    Set<String> columns = Set.copyOf(inputs.names());
    for (int step = 0; step < operators.size(); step++) {
      check(step, operators, columns);
    }
    if (outputs.isEmpty() || outputs.size() > MOST_OUTPUTS) {
      throw new ModelFormatException(
          "scoring plan, outputs", outputs.size(), "1 to " + MOST_OUTPUTS);
    }
    if (outputs.stream().map(Output::name).distinct().count() != outputs.size()) {
      throw new ModelFormatException("scoring plan, outputs", "a name twice", "each name once");
    }
    for (int step = 0; step < operators.size(); step++) {
      if (operators.get(step) instanceof Numbers numbers) {
        checkCodes(step, numbers, inputs, operators, outputs);
      }
    }
    for (Output output : outputs) {
      output.check(operators);
      checkLabels(output, operators);
    }
    List<Output> declared = outputs;
    anomaly.ifPresent(rule -> rule.check(declared));
  }

  /** Of numbers. */
  public ScoringPlan(
      Schema inputs,
      List<Operator> operators,
      List<Output> outputs,
      Optional<AnomalyRule> anomaly) {
    this(PlanInputs.of(inputs), operators, outputs, anomaly);
  }

  private static void check(int step, List<Operator> operators, Set<String> columns) {
    Operator operator = operators.get(step);
    String subject = "scoring plan, step %d (%s)".formatted(step, operator.kind().wireName());
    for (int read : operator.reads()) {
      if (read < 0 || read >= step) {
        throw new ModelFormatException(subject + ", reads", read, "a step before it");
      }
      operator.checkRead(subject, read, operators.get(read).width());
    }
    if (operator instanceof Numbers numbers) {
      for (String column : numbers.columns()) {
        if (!columns.contains(column)) {
          throw new ModelFormatException(subject + ", column", column, "columns of the plan");
        }
      }
    }
  }

  /** Codes mean nothing to any step but one that knows of how many values they are. */
  private static void checkCodes(
      int step,
      Numbers numbers,
      PlanInputs inputs,
      List<Operator> operators,
      List<Output> outputs) {
    List<Integer> values =
        numbers.columns().stream()
            .map(inputs::of)
            .map(categories -> categories == null ? 0 : categories.values().size())
            .toList();
    if (values.stream().allMatch(count -> count == 0)) {
      return;
    }
    String subject = "scoring plan, step %d (numbers) with categories".formatted(step);
    for (Operator reader : operators) {
      if (!reader.reads().contains(step)) {
        continue;
      }
      switch (reader) {
        case OneHot oneHot -> {
          if (!oneHot.values().equals(values)) {
            throw new ModelFormatException(
                subject + ", values by column",
                oneHot.values(),
                "as in the plan's columns: " + values);
          }
        }
        case Recode recode -> checkCodes(subject, recode, values);
        default ->
            throw new ModelFormatException(
                subject + ", read by",
                reader.kind().wireName(),
                OperatorKind.ONE_HOT.wireName() + ", " + OperatorKind.RECODE.wireName());
      }
    }
    if (outputs.stream().anyMatch(output -> output.of() == step)) {
      throw new ModelFormatException(subject, "an output", "no output");
    }
  }

  private static void checkCodes(String subject, Recode recode, List<Integer> values) {
    for (int column = 0; column < values.size(); column++) {
      if (values.get(column) > 0 && !recode.listsCodes(column, values.get(column))) {
        throw new ModelFormatException(
            subject + ", keys of column " + column,
            "others",
            "the codes of its categories, 0 to " + (values.get(column) - 1));
      }
    }
  }

  private static void checkLabels(Output output, List<Operator> operators) {
    if (output.kind() != Output.Kind.LABEL) {
      return;
    }
    int labels =
        switch (operators.get(output.of())) {
          case Argmax argmax -> argmax.needs();
          case NearestCentre nearest -> nearest.count();
          default -> 0;
        };
    if (output.column() != 0 || labels != output.labels().size()) {
      throw new ModelFormatException(
          "output " + output.name() + ", labels",
          output.labels().size(),
          labels + " as there are of column 0 of step " + output.of());
    }
  }

  /** A row of numbers: NaN and infinities are not scored. */
  public static Schema numbers(List<String> names) {
    return new Schema(
        names.stream().map(name -> new Column(name, ColumnType.FLOAT64, false)).toList());
  }

  /** Numbers of the steps without whose number a row is not scored. */
  int[] guards() {
    return IntStream.range(0, operators.size())
        .filter(step -> operators.get(step) instanceof Guard)
        .toArray();
  }

  /** What it needs and what it says. */
  public PlanSignature signature() {
    return new PlanSignature(
        inputs,
        outputs.stream()
            .map(output -> new PlanSignature.Said(output.name(), output.kind(), output.labels()))
            .toList());
  }

  /** Names of the columns it needs. */
  public List<String> features() {
    return inputs.names();
  }

  /** What it may say first of all, in the order of their numbers; empty if it says no label. */
  public List<String> labels() {
    return outputs.stream()
        .filter(output -> output.kind() == Output.Kind.LABEL)
        .map(Output::labels)
        .findFirst()
        .orElse(List.of());
  }

  /** A scorer for rows that have exactly the plan's columns. */
  public Scorer scorer() {
    return scorer(features());
  }

  /**
   * A scorer for rows of these columns, which may be more and in another order.
   *
   * @throws ModelFormatException if a column that the plan needs is not there
   */
  public Scorer scorer(List<String> columns) {
    return new Scorer(this, columns);
  }

  public byte[] toBytes() {
    return PlanBytes.write(this);
  }

  /** Writes what {@link #toBytes} gives, holding nothing large. */
  public void write(OutputStream out) throws IOException {
    PlanBytes.write(this, out);
  }

  /**
   * Reads a plan, trusting nothing in it.
   *
   * @throws ModelFormatException if they are not a plan as {@link #toBytes} gives it, or as version
   *     1 was
   */
  public static ScoringPlan read(byte[] bytes) {
    return read(MemorySegment.ofArray(bytes));
  }

  /**
   * Reads a plan, trusting nothing in it. Of one that is mapped, what is large is read where it
   * lies whenever it is needed: the plan and its scorers live no longer than the mapping.
   *
   * @throws ModelFormatException if it is no plan, or larger than {@link #MOST_BYTES}, or than 64
   *     MiB in memory
   */
  public static ScoringPlan read(MemorySegment bytes) {
    return PlanBytes.read(bytes);
  }

  @Override
  public String toString() {
    return operators.stream()
        .map(operator -> operator.kind().wireName())
        .collect(Collectors.joining(", "));
  }
}
