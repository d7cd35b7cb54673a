package dev.ionosphere.benchmarks;

import dev.ionosphere.models.scoring.Prediction;
import dev.ionosphere.models.scoring.Predictions;
import dev.ionosphere.models.scoring.Scorer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a row: the native scorer against the plain loop, batches and single rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScoringBenchmark {

  private static final int ROWS = 1024;

  /** Clusters and width of the model. */
  @Param({"8x15", "8x20", "50x50"})
  public String shape = "";

  private KMeansWorkload workload = KMeansWorkload.of("1x1", 1);
  private Scorer scorer = workload.plan().scorer();
  private Predictions scores = scorer.newPredictions(1);
  private PlainKMeans plain = new PlainKMeans(workload);
  private double[][] single = {};
  private int next;

  /** Makes the workload and checks that both give the same. */
  @Setup
  public void prepare() {
    workload = KMeansWorkload.of(shape, ROWS);
    scorer = workload.plan().scorer();
    scores = scorer.newPredictions(ROWS);
    plain = new PlainKMeans(workload);
    single = new double[ROWS][];
    scorer.score(workload.rows(), ROWS, scores);
    for (int r = 0; r < ROWS; r++) {
      single[r] = workload.row(r);
      plain.score(workload.rows(), r * workload.width());
      if (plain.cluster != scores.label(r) || Math.abs(plain.distance - scores.score(r)) > 1e-9) {
        throw new AssertionError("row " + r + " of " + shape + " differs");
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Predictions batch() {
    scorer.score(workload.rows(), ROWS, scores);
    return scores;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double batchPlain() {
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      plain.score(workload.rows(), r * workload.width());
      sum += plain.distance;
    }
    return sum;
  }

  @Benchmark
  public Prediction singleRow() {
    next = (next + 1) % ROWS;
    return scorer.score(single[next]);
  }

  @Benchmark
  public double singleRowPlain() {
    next = (next + 1) % ROWS;
    plain.score(single[next], 0);
    return plain.distance;
  }
}
