package dev.ionosphere.models.scoring;

import dev.ionosphere.models.scoring.operator.Gather;
import dev.ionosphere.models.scoring.operator.Kernel;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Operator;
import dev.ionosphere.models.scoring.operator.Standardise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A plan made ready for rows of some columns. Columns that are standardised and not used otherwise
 * are so while they are taken, which saves a pass; what is gathered is not copied in a block. Safe
 * for threads.
 */
final class Program {

  private final Step[] steps; // an array: walking a list would allocate for each block
  private final int[] widths;
  private final int work;

  Program(ScoringPlan plan, List<String> columns) {
    List<Operator> operators = plan.operators();
    widths = operators.stream().mapToInt(operator -> Kernel.padded(operator.width())).toArray();
    List<Step> ready = new ArrayList<>();
    for (int i = 0; i < operators.size(); i++) {
      int step = i;
      if (operators.get(i) instanceof Numbers numbers) {
        ready.add(take(RowInput.of(numbers.columns(), columns), i, plan));
      } else if (operators.get(i) instanceof Gather gather) {
        ready.add(new Step(null, null, gather, -1, i));
      } else if (ready.stream().noneMatch(earlier -> earlier.to() == step)) {
        Operator operator = operators.get(i);
        ready.add(new Step(null, operator.kernel(), null, operator.reads().getFirst(), i));
      }
    }
    steps = ready.toArray(Step[]::new);
    work =
        Arrays.stream(steps)
            .map(Step::kernel)
            .mapToInt(kernel -> kernel == null ? 0 : kernel.work())
            .max()
            .orElse(0);
  }

  private Step take(RowInput input, int step, ScoringPlan plan) {
    List<Operator> operators = plan.operators();
    List<Integer> readers =
        IntStream.range(0, operators.size())
            .filter(i -> operators.get(i).reads().contains(step))
            .boxed()
            .toList();
    boolean isOutput = plan.outputs().stream().anyMatch(output -> output.of() == step);
    if (readers.size() == 1
        && !isOutput
        && operators.get(readers.getFirst()) instanceof Standardise standardise) {
      RowInput both = input.standardised(standardise.means().toArray(), standardise.factors());
      widths[step] = 0;
      return new Step(both, null, null, -1, readers.getFirst());
    }
    return new Step(input, null, null, -1, step);
  }

  /**
   * Takes the row, computes or gathers.
   *
   * @param from step whose numbers the kernel reads
   * @param to step whose numbers it gives
   */
  private record Step(
      @Nullable RowInput input,
      @Nullable Kernel kernel,
      @Nullable Gather gather,
      int from,
      int to) {

    /** A column of its own, or the one that it gathers. */
    double[] gathered(double[][][] block, int number) {
      return gather != null && number < gather.width()
          ? block[gather.step(number)][gather.column(number)]
          : new double[Kernel.BLOCK];
    }

    /** What it gathers, where the numbers of earlier steps are. */
    void gather(double[][] numbers, double[] into) {
      for (int i = 0; gather != null && i < gather.width(); i++) {
        into[i] = numbers[gather.step(i)][gather.column(i)];
      }
    }
  }

  /** Of {@link #newBlock}. */
  long blockNumbers() {
    return (long) Kernel.BLOCK * Arrays.stream(widths).asLongStream().sum();
  }

  /** Columns of a block, by step. */
  double[][][] newBlock() {
    double[][][] block = new double[widths.length][][];
    for (Step step : steps) {
      double[][] own = new double[widths[step.to()]][];
      for (int i = 0; i < own.length; i++) {
        own[i] = step.gathered(block, i);
      }
      block[step.to()] = own;
    }
    return block;
  }

  /** Numbers of a row, by step. */
  double[][] newRow() {
    double[][] row = new double[widths.length][];
    for (int i = 0; i < widths.length; i++) {
      row[i] = new double[widths[i]];
    }
    return row;
  }

  double[] newWork() {
    return new double[work];
  }

  /** Computes rows that lie one after the other. */
  void block(double[] rows, int firstRow, int size, double[][][] block, double[] work) {
    for (Step step : steps) {
      if (step.input() != null) {
        step.input().block(rows, firstRow, size, block[step.to()]);
      } else if (step.kernel() != null) {
        step.kernel().block(block[step.from()], block[step.to()], work, size);
      }
    }
  }

  /** Computes one row. */
  void row(double[] row, double[][] numbers, double[] work) {
    for (Step step : steps) {
      if (step.input() != null) {
        step.input().row(row, numbers[step.to()]);
      } else if (step.kernel() != null) {
        step.kernel().row(numbers[step.from()], numbers[step.to()], work);
      } else {
        step.gather(numbers, numbers[step.to()]);
      }
    }
  }

  /** The kernel that gives the numbers of a step, and the step that it reads. */
  @Nullable Kernel kernel(int of) {
    return Arrays.stream(steps)
        .filter(step -> step.to() == of)
        .map(Step::kernel)
        .findFirst()
        .orElse(null);
  }
}
