package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.operator.Forest;
import dev.ionosphere.models.scoring.operator.Linear;
import dev.ionosphere.models.scoring.operator.NearestCentre;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Operator;
import dev.ionosphere.models.scoring.operator.Trees;
import dev.ionosphere.models.scoring.operator.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans large enough to stay where a file is mapped. */
class MappedPlanTest {

  private static final int WIDTH = 15;
  private static final int TREES = 8;
  private static final int DEPTH = 11;
  private static final int NODES = TREES * ((1 << (DEPTH + 1)) - 1);

  @TempDir Path directory;

  @Test
  void saysWhatItSaysInMemory() throws IOException {
    Random random = new Random(7);
    for (ScoringPlan plan :
        List.of(
            of(forest(random), 0, 1),
            of(new NearestCentre(0, WIDTH, numbers(random, WIDTH * 3_000)), 1, 1),
            of(new Linear(0, WIDTH, numbers(random, WIDTH * 700), numbers(random, 700)), 0, 700))) {
      byte[] bytes = plan.toBytes();
      double[] rows = random.doubles(WIDTH * 300L, -3, 3).toArray();
      rows[5] = Double.NaN;
      try (Arena arena = Arena.ofShared()) {
        ScoringPlan mapped = ScoringPlan.read(mapped(bytes, arena));
        assertThat(mapped).isEqualTo(plan);
        assertThat(mapped.operators().get(1).kernel().getClass().getSimpleName())
            .startsWith("Mapped");
        assertSameNumbers(ScoringPlan.read(bytes).scorer(), mapped.scorer(), rows);
      }
    }
  }

  private static void assertSameNumbers(Scorer held, Scorer mapped, double[] rows) {
    int count = rows.length / WIDTH;
    Predictions expected = held.newPredictions(count);
    Predictions got = mapped.newPredictions(count);
    held.score(rows, count, expected);
    mapped.score(rows, count, got);
    for (int r = 0; r < count; r++) {
      assertThat(got.prediction(r)).isEqualTo(expected.prediction(r));
      double[] row = Arrays.copyOfRange(rows, r * WIDTH, (r + 1) * WIDTH);
      assertThat(mapped.score(row)).isEqualTo(expected.prediction(r));
    }
  }

  @Test
  void cannotBeUsedWhenItIsUnmapped() throws IOException {
    Scorer scorer;
    try (Arena arena = Arena.ofShared()) {
      scorer = ScoringPlan.read(mapped(of(forest(new Random(1)), 0, 1).toBytes(), arena)).scorer();
      scorer.score(new double[WIDTH]);
    }
    assertThatThrownBy(() -> scorer.score(new double[WIDTH]))
        .isInstanceOf(IllegalStateException.class);
  }

  /** What is wrong with a node of the second tree: its place, the value there, what is said. */
  @ParameterizedTest
  @CsvSource({
    "0, 8, NaN, threshold of node",
    "0, 8, Infinity, threshold of node",
    "8, 4, 15, feature of node",
    "8, 4, -2, feature of node",
    "12, 4, 2147483647, right child of node",
    "12, 4, -1, right child of node",
    "12, 4, 0, right child of node",
  })
  void refusesNodesThatLeadNowhere(int offset, int size, double value, String message)
      throws IOException {
    Random random = new Random(3);
    byte[] bytes = of(forest(random), 0, 1).toBytes();
    ByteBuffer damaged = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int node = nodesAt(bytes) + 16 * (NODES / TREES + 1) + offset;
    if (size == 8) {
      damaged.putDouble(node, value);
    } else {
      damaged.putInt(node, (int) value);
    }
    assertRefused(bytes, message);
  }

  @Test
  void refusesCountsBeyondItsBytes() throws IOException {
    byte[] bytes = of(forest(new Random(3)), 0, 1).toBytes();
    ByteBuffer damaged = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    while (damaged.getInt(count) != NODES) {
      count += 2;
    }
    damaged.putInt(count, 19_999_999);
    assertRefused(bytes, "an end in the middle");
    damaged.putInt(count, Integer.MAX_VALUE);
    assertRefused(bytes, "nodes: got 2147483647");
  }

  @Test
  void refusesWhatIsCutOffAndWhatIsTooLarge() throws IOException {
    byte[] bytes = of(forest(new Random(3)), 0, 1).toBytes();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment half = mapped(bytes, arena).asSlice(0, bytes.length / 2);
      assertThatThrownBy(() -> ScoringPlan.read(half)).hasMessageContaining("checksum");
    }
    Path file = directory.resolve("sparse");
    try (FileChannel channel = FileChannel.open(Files.createFile(file), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), ScoringPlan.MOST_BYTES);
    }
    try (Arena arena = Arena.ofShared();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment large = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      assertThatThrownBy(() -> ScoringPlan.read(large))
          .hasMessageContaining("268435457 bytes")
          .hasMessageContaining("10 to 268435456");
    }
  }

  @Test
  void holdsNothingWhileItIsWritten() throws IOException {
    ScoringPlan plan = of(forest(new Random(9)), 0, 1);
    byte[] expected = plan.toBytes();
    int[] largest = {0};
    plan.write(
        new OutputStream() {
          @Override
          public void write(int b) {}

          @Override
          public void write(byte[] b, int from, int count) {
            largest[0] = Math.max(largest[0], count);
          }
        });
    assertThat(largest[0]).isLessThan(expected.length / 10);
  }

  private void assertRefused(byte[] bytes, String message) throws IOException {
    reseal(bytes);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment mapped = mapped(bytes, arena);
      for (MemorySegment form : List.of(mapped, MemorySegment.ofArray(bytes))) {
        assertThatThrownBy(() -> ScoringPlan.read(form))
            .isInstanceOf(ModelFormatException.class)
            .hasMessageContaining(message);
      }
    }
  }

  private MemorySegment mapped(byte[] bytes, Arena arena) throws IOException {
    Path file = Files.write(directory.resolve("plan"), bytes);
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  /** Where the nodes begin: the first place, at a multiple of eight, that holds the first node. */
  private static int nodesAt(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; ; at += 8) {
      if (buffer.getDouble(at) == 0.125
          && buffer.getInt(at + 8) == 3
          && buffer.getInt(at + 12) == NODES / TREES / 2 + 1) {
        return at;
      }
    }
  }

  private static ScoringPlan of(Operator operator, int column, int width) {
    List<String> names = TestingPlans.names(WIDTH);
    List<Output> outputs =
        List.of(
            new Output("said", Output.Kind.VALUE, 1, column, List.of()),
            new Output("last", Output.Kind.VALUE, 1, Math.max(column, width - 1), List.of()));
    return new ScoringPlan(
        ScoringPlan.numbers(names),
        List.of(new Numbers(names), operator),
        outputs,
        Optional.of(new AnomalyRule(0, 0, 1)));
  }

  /** Full trees; the first node asks whether number 3 is at most 0.125. */
  private static Forest forest(Random random) {
    int[] roots = new int[TREES];
    int[] features = new int[NODES];
    double[] thresholds = new double[NODES];
    int[] rights = new int[NODES];
    int leaves = 0;
    int next = 0;
    for (int t = 0; t < TREES; t++) {
      roots[t] = next;
      int[] left = {next, leaves};
      grow(DEPTH, random, features, thresholds, rights, left);
      next = left[0];
      leaves = left[1];
    }
    features[0] = 3;
    thresholds[0] = 0.125;
    return new Forest(
        0,
        WIDTH,
        new Trees(roots, features, Vector.of(thresholds), rights, 1, numbers(random, leaves)));
  }

  private static void grow(
      int depth, Random random, int[] features, double[] thresholds, int[] rights, int[] next) {
    int node = next[0]++;
    if (depth == 0) {
      features[node] = Trees.LEAF;
      rights[node] = next[1]++;
      return;
    }
    features[node] = random.nextInt(WIDTH);
    thresholds[node] = random.nextDouble(-3, 3);
    grow(depth - 1, random, features, thresholds, rights, next);
    rights[node] = next[0];
    grow(depth - 1, random, features, thresholds, rights, next);
  }

  private static Vector numbers(Random random, int count) {
    return Vector.of(random.doubles(count, -3, 3).toArray());
  }

  private static void reseal(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length - 4, (int) crc.getValue());
  }
}
