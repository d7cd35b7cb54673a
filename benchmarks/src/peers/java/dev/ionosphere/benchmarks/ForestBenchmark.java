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
import java.nio.FloatBuffer;
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
 * Nanoseconds a row: the native scorer of forests against ONNX Runtime with one thread, which
 * computes in 64-bit floats as ours does, and in the 32-bit ones that converters write.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ForestBenchmark {

  private static final int ROWS = 1000;

  /** Trees and their depth, of 15 features. */
  @Param({"50x5", "100x6"})
  public String shape = "";

  private ForestWorkload workload = ForestWorkload.of("1x1", 1);
  private Scorer scorer = workload.plan().scorer();
  private Predictions scores = scorer.newPredictions(1);
  private double[][] single = {};
  private int next;
  private DoubleBuffer doubles = DoubleBuffer.allocate(0);
  private FloatBuffer floats = FloatBuffer.allocate(0);
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  @SuppressWarnings("NullAway.Init") // by prepare()
  private OrtSession inDouble;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private OrtSession inFloat;

  /** Makes the workload and checks that all give the same. */
  @Setup
  public void prepare() throws OrtException {
    workload = ForestWorkload.of(shape, ROWS);
    scorer = workload.plan().scorer();
    scores = scorer.newPredictions(ROWS);
    int size = workload.rows().length;
    doubles = ByteBuffer.allocateDirect(8 * size).order(ByteOrder.nativeOrder()).asDoubleBuffer();
    floats = ByteBuffer.allocateDirect(4 * size).order(ByteOrder.nativeOrder()).asFloatBuffer();
    for (double value : workload.rows()) {
      doubles.put(value);
      floats.put((float) value);
    }
    doubles.flip();
    floats.flip();
    inDouble = session(true);
    inFloat = session(false);
    scorer.score(workload.rows(), ROWS, scores);
    single = new double[ROWS][];
    for (int r = 0; r < ROWS; r++) {
      single[r] = workload.row(r);
    }
    try (OnnxTensor x = doubles(ROWS);
        OnnxTensor y = floats(ROWS);
        OrtSession.Result of = inDouble.run(Map.of("x", x));
        OrtSession.Result other = inFloat.run(Map.of("x", y))) {
      check((float[][]) of.get("sum").orElseThrow().getValue());
      check((float[][]) other.get("sum").orElseThrow().getValue());
    }
  }

  private void check(float[][] sums) {
    for (int r = 0; r < ROWS; r++) {
      if (Math.abs(sums[r][0] - scores.value(0, 0, r)) > 1e-4
          || scorer.score(single[r]).score() != scores.score(r)) {
        throw new AssertionError("row " + r + " of " + shape + " differs");
      }
    }
  }

  private OrtSession session(boolean wide) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    return environment.createSession(OnnxForest.of(workload, wide), options);
  }

  private OnnxTensor doubles(int count) throws OrtException {
    return OnnxTensor.createTensor(
        environment,
        doubles.slice(0, count * ForestWorkload.WIDTH),
        new long[] {count, ForestWorkload.WIDTH});
  }

  private OnnxTensor floats(int count) throws OrtException {
    return OnnxTensor.createTensor(
        environment,
        floats.slice(0, count * ForestWorkload.WIDTH),
        new long[] {count, ForestWorkload.WIDTH});
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
    return run(inDouble, doubles(ROWS));
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int batchOnnxFloat() throws OrtException {
    return run(inFloat, floats(ROWS));
  }

  @Benchmark
  public Prediction singleRow() {
    next = (next + 1) % ROWS;
    return scorer.score(single[next]);
  }

  @Benchmark
  public int singleRowOnnx() throws OrtException {
    return run(inDouble, doubles(1));
  }

  @Benchmark
  public int singleRowOnnxFloat() throws OrtException {
    return run(inFloat, floats(1));
  }

  private static int run(OrtSession session, OnnxTensor of) throws OrtException {
    try (of;
        OrtSession.Result result = session.run(Map.of("x", of))) {
      return result.size();
    }
  }
}
