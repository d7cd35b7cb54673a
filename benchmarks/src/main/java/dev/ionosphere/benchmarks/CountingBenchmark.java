package dev.ionosphere.benchmarks;

import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.TrainingBins;
import dev.ionosphere.models.scoring.Predictions;
import dev.ionosphere.models.scoring.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a value: counting into the bins of a baseline against a binary search for each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CountingBenchmark {

  private static final int ROWS = 1024;
  private static final int WIDTH = 15;

  private final KMeansWorkload workload = KMeansWorkload.of("8x" + WIDTH, ROWS);
  private final List<double[]> edges = new ArrayList<>();
  private final long[][] counts = new long[WIDTH][13];
  private FeatureCounter counter = new FeatureCounter(new Baseline(List.of()), List.of());
  private final Scorer scorer = workload.plan().scorer();
  private final Predictions scores = scorer.newPredictions(ROWS);

  /** Makes the bins and checks that both count the same. */
  @Setup
  public void prepare() {
    List<Baseline.Feature> features = new ArrayList<>();
    for (int j = 0; j < WIDTH; j++) {
      double[] own = TrainingBins.edges(workload.means()[j], 2 * workload.deviations()[j]);
      edges.add(own);
      Bins bins = Bins.continuous(own);
      features.add(new Baseline.Feature("x" + j, bins, Histogram.empty(bins.size())));
    }
    counter = new FeatureCounter(new Baseline(features), workload.plan().features());
    counter();
    binarySearch();
    for (int j = 0; j < WIDTH; j++) {
      if (!Arrays.equals(counts[j], counter.counts().get("x" + j))) {
        throw new AssertionError("counts of feature " + j + " differ");
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * WIDTH)
  public FeatureCounter counter() {
    counter.count(workload.rows(), 0, ROWS);
    return counter;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * WIDTH)
  public long[][] binarySearch() {
    for (int i = 0; i < workload.rows().length; i++) {
      int found = Arrays.binarySearch(edges.get(i % WIDTH), workload.rows()[i]);
      counts[i % WIDTH][found >= 0 ? found + 1 : -found - 1]++;
    }
    return counts;
  }

  /** What a device does with a row, a row: score and count 15 features. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Predictions scoreAndCountRow() {
    scorer.score(workload.rows(), ROWS, scores);
    counter.count(workload.rows(), 0, ROWS);
    return scores;
  }

  /** The same without counting, to see what health costs. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Predictions scoreRow() {
    scorer.score(workload.rows(), ROWS, scores);
    return scores;
  }
}
