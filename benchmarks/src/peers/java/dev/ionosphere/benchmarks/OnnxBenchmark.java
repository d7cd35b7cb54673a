package dev.ionosphere.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ionosphere.models.scoring.Prediction;
import dev.ionosphere.models.scoring.Predictions;
import dev.ionosphere.models.scoring.Scorer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Map;
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

/**
 * Nanoseconds a row: the native scorer against ONNX Runtime with one thread, both in 64-bit floats.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OnnxBenchmark {

  private static final int ROWS = 1024;

  @Param({"8x15", "50x50"})
  public String shape = "";

  private KMeansWorkload workload = KMeansWorkload.of("1x1", 1);
  private Scorer scorer = workload.plan().scorer();
  private Predictions scores = scorer.newPredictions(1);
  private double[] row = {};
  private DoubleBuffer rows = DoubleBuffer.allocate(0);
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  @SuppressWarnings("NullAway.Init") // by prepare()
  private OrtSession session;

  /** Makes the workload and checks that both give the same. */
  @Setup
  public void prepare() throws OrtException {
    workload = KMeansWorkload.of(shape, ROWS);
    scorer = workload.plan().scorer();
    scores = scorer.newPredictions(ROWS);
    row = workload.row(0);
    rows =
        ByteBuffer.allocateDirect(8 * workload.rows().length)
            .order(ByteOrder.nativeOrder())
            .asDoubleBuffer();
    rows.put(workload.rows()).flip();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    session = environment.createSession(OnnxKMeans.of(workload), options);
    scorer.score(workload.rows(), ROWS, scores);
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, rows, new long[] {ROWS, workload.width()});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      long[][] clusters = (long[][]) result.get("clusters").orElseThrow().getValue();
      double[][] distances = (double[][]) result.get("distances").orElseThrow().getValue();
      for (int r = 0; r < ROWS; r++) {
        if (clusters[r][0] != scores.label(r)
            || Math.abs(distances[r][0] - scores.score(r)) > 1e-9) {
          throw new AssertionError("row " + r + " of " + shape + " differs");
        }
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
  public int batchOnnx() throws OrtException {
    return run(rows, ROWS);
  }

  @Benchmark
  public Prediction singleRow() {
    return scorer.score(row);
  }

  @Benchmark
  public int singleRowOnnx() throws OrtException {
    return run(rows.slice(0, workload.width()), 1);
  }

  private int run(DoubleBuffer values, int count) throws OrtException {
    long[] size = {count, workload.width()};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, values, size);
        OrtSession.Result result = session.run(Map.of("x", input))) {
      return result.size();
    }
  }
}
