package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.operator.Argmax;
import dev.ionosphere.models.scoring.operator.Forest;
import dev.ionosphere.models.scoring.operator.Linear;
import dev.ionosphere.models.scoring.operator.NearestCentre;
import dev.ionosphere.models.scoring.operator.Normalise;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Operator;
import dev.ionosphere.models.scoring.operator.Softmax;
import dev.ionosphere.models.scoring.operator.Standardise;
import dev.ionosphere.models.scoring.operator.Trees;
import dev.ionosphere.models.scoring.operator.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringPlanTest {

  private final ScoringPlan plan =
      TestingPlans.kMeans(
          List.of("a", "é"), new Standardise(0, Vector.of(1, 2), Vector.of(3, 4)), 9, 5, 6, 7, 8);

  /** The same plan as 0.3.0 wrote it. */
  private static final String FIRST =
      "494f4e5001000300" // magic, version, steps
          + "010001000b000000" // select 1, 11 bytes
          + "02000000"
          + "010061"
          + "0200c3a9"
          + "0200010024000000" // standardise 1, 36 bytes
          + "02000000"
          + "000000000000f03f"
          + "0000000000000040"
          + "0000000000000840"
          + "0000000000001040"
          + "0300010030000000" // k-means 1, 48 bytes
          + "02000000"
          + "02000000"
          + "0000000000002240"
          + "0000000000001440"
          + "0000000000001840"
          + "0000000000001c40"
          + "0000000000002040"
          + "3decbd1b";

  @Property(tries = 100)
  void comesBackAsItWas(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int clusters) {
    ScoringPlan any = TestingPlans.random(new Random(seed), width, clusters);
    assertThat(ScoringPlan.read(any.toBytes())).isEqualTo(any);
    assertThat(ScoringPlan.read(forest().toBytes())).isEqualTo(forest());
  }

  /** A plan of 160 KB that would take 650 MB for a block of rows. */
  @Test
  void stepsGiveNoMoreThanCanBeHeld() {
    double[] many = new double[10_000];
    List<Operator> steps = new ArrayList<>();
    steps.add(new Numbers(List.of("a")));
    steps.add(new Linear(0, 1, Vector.of(many), Vector.of(many)));
    for (int step = 1; step < 4; step++) {
      steps.add(new Softmax(step, 10_000));
    }
    Output value = new Output("p", Output.Kind.VALUE, 1, 0, List.of());
    assertThatThrownBy(() ->
            new ScoringPlan(
                ScoringPlan.numbers(List.of("a")), steps, List.of(value), Optional.empty()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("numbers that all steps give: got 40001, allowed: at most 40000");
    ScoringPlan fits =
        new ScoringPlan(
            ScoringPlan.numbers(List.of("a")),
            steps.subList(0, 4),
            List.of(value),
            Optional.empty());
    assertThat(fits.scorer().bytes(1_024)).isBetween(30_000L * 128 * 8, 31_000L * 128 * 8);
  }

  @Test
  void whatTheFirstVersionWroteIsRead() {
    assertThat(ScoringPlan.read(first())).isEqualTo(plan);
  }

  @Test
  void bytesAreTheSameForever() {
    assertThat(HexFormat.of().formatHex(plan.toBytes()))
        .isEqualTo(
            "494f4e500200" // magic, version
                + "02000000" // inputs
                + "010061"
                + "0700666c6f61743634"
                + "00"
                + "0200c3a9"
                + "0700666c6f61743634"
                + "00"
                + "0300" // steps
                + "01000100"
                + "0b00000000" // numbers 1, 11 bytes, filled up
                + "02000000"
                + "010061"
                + "0200c3a9"
                + "02000100"
                + "280000000000000000" // standardise 1, 40 bytes, filled up
                + "0000"
                + "020000000000" // filled up
                + "000000000000f03f"
                + "0000000000000040"
                + "0000000000000840"
                + "0000000000001040"
                + "03000100"
                + "30000000" // nearest centre 1, 48 bytes
                + "0100"
                + "02000000"
                + "02000000"
                + "000000000000" // filled up
                + "0000000000001440"
                + "0000000000001840"
                + "0000000000001c40"
                + "0000000000002040"
                + "0200" // outputs
                + "0700636c7573746572"
                + "05006c6162656c"
                + "0200"
                + "00000000"
                + "02000000"
                + "010030"
                + "010031"
                + "080064697374616e6365"
                + "050076616c7565"
                + "0200"
                + "01000000"
                + "00000000"
                + "01"
                + "0100"
                + "00000000"
                + "0000000000002240" // anomaly rule
                + "c5d0a96e");
  }

  @Test
  void refusesAnyFlippedBit() {
    for (byte[] bytes : List.of(plan.toBytes(), first())) {
      for (int bit = 0; bit < 8 * bytes.length; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        assertThatThrownBy(() -> ScoringPlan.read(flipped))
            .isInstanceOf(ModelFormatException.class);
      }
    }
  }

  /** Offsets as in {@link #FIRST}, with a checksum that fits again. */
  @ParameterizedTest
  @CsvSource({
    "0, 4, 1, magic",
    "4, 2, 3, version",
    "6, 2, 65535, steps",
    "6, 2, 2, 'kind and version'",
    "6, 2, 0, steps",
    "8, 2, 77, kind",
    "10, 2, 2, version",
    "12, 4, 2147483647, length",
    "12, 4, -1, length",
    "16, 4, 10001, names",
    "16, 4, 3, 'an end in the middle'",
    "20, 2, 65535, 'an end in the middle'",
    "22, 1, 255, UTF-8",
    "35, 4, 2147483647, width",
    "35, 4, 1, 'bytes after its content'",
    "79, 4, 10000, 'an end in the middle'",
    "79, 4, 0, 'bytes after its content'",
    "83, 4, 100000, 'an end in the middle'",
    "83, 4, -5, clusters",
  })
  void refusesHostileCounts(int offset, int size, int value, String message) {
    ByteBuffer bytes = ByteBuffer.wrap(first()).order(ByteOrder.LITTLE_ENDIAN);
    switch (size) {
      case 1 -> bytes.put(offset, (byte) value);
      case 2 -> bytes.putShort(offset, (short) value);
      default -> bytes.putInt(offset, value);
    }
    assertThatThrownBy(() -> ScoringPlan.read(resealed(bytes.array())))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  /** Mean, deviation, threshold, centre. */
  @ParameterizedTest
  @CsvSource({"39, NaN", "39, Infinity", "55, -1", "55, NaN", "87, NaN", "87, -1", "95, NaN"})
  void refusesNumbersThatAreNone(int offset, double value) {
    ByteBuffer bytes = ByteBuffer.wrap(first()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(offset, value);
    assertThatThrownBy(() -> ScoringPlan.read(resealed(bytes.array())))
        .isInstanceOf(ModelFormatException.class);
  }

  @Property(tries = 2000)
  void readsOrRefusesDamagedBytes(@ForAll long seed, @ForAll boolean sealed) {
    for (byte[] bytes : List.of(first(), plan.toBytes(), forest().toBytes())) {
      byte[] damaged = Hostile.damaged(bytes, seed);
      Hostile.readsOrRefuses(
          ScoringPlan::read, sealed && damaged.length > 4 ? resealed(damaged) : damaged);
    }
  }

  @Property(tries = 500)
  void readsOrRefusesAnyBytes(@ForAll @Size(max = 100) byte[] bytes) {
    Hostile.readsOrRefuses(ScoringPlan::read, bytes);
    Hostile.readsOrRefuses(PlanJson::read, bytes);
    Hostile.readsOrRefuses(GoldenRows::read, bytes);
  }

  @Test
  void refusesStepsThatCannotBeComputed() {
    Numbers numbers = new Numbers(List.of("a", "é"));
    NearestCentre nearest = new NearestCentre(0, 2, Vector.of(1, 2));
    for (List<Operator> steps :
        List.<List<Operator>>of(
            List.of(),
            List.of(nearest, numbers),
            List.of(numbers, new NearestCentre(1, 2, Vector.of(1, 2))),
            List.of(numbers, new NearestCentre(0, 3, Vector.of(1, 2, 3))),
            List.of(new Numbers(List.of("a", "b")), nearest),
            Collections.nCopies(257, numbers))) {
      assertThatThrownBy(() -> with(steps, List.of(distance(steps.size() - 1))))
          .isInstanceOf(ModelFormatException.class);
    }
    with(List.of(numbers, nearest), List.of(distance(1)));
  }

  @Test
  void refusesOutputsThatNoStepGives() {
    List<Operator> steps =
        List.of(new Numbers(List.of("a", "é")), new NearestCentre(0, 2, Vector.of(1, 2)));
    for (List<Output> outputs :
        List.<List<Output>>of(
            List.of(),
            List.of(distance(2)),
            List.of(distance(1), distance(1)),
            List.of(new Output("x", Output.Kind.VALUE, 1, 2, List.of())),
            List.of(new Output("x", Output.Kind.LABEL, 1, 0, List.of("0", "1"))),
            List.of(new Output("x", Output.Kind.LABEL, 1, 1, List.of("0"))),
            List.of(new Output("x", Output.Kind.LABEL, 0, 0, List.of("0"))),
            List.of(new Output("x", Output.Kind.PROBABILITIES, 1, 1, List.of("0", "1"))))) {
      assertThatThrownBy(() -> with(steps, outputs)).isInstanceOf(ModelFormatException.class);
    }
  }

  private static Output distance(int step) {
    return new Output("distance", Output.Kind.VALUE, step, 1, List.of());
  }

  private static ScoringPlan with(List<Operator> steps, List<Output> outputs) {
    return new ScoringPlan(
        ScoringPlan.numbers(List.of("a", "é")), steps, outputs, Optional.empty());
  }

  private static ScoringPlan forest() {
    Trees trees =
        new Trees(
            new int[] {0, 3},
            new int[] {0, -1, -1, -1},
            Vector.of(2.5, 0, 0, 0),
            new int[] {2, 0, 1, 2},
            2,
            Vector.of(1, 0, 0, 1, 0.5, 0.5));
    List<String> labels = List.of("low", "high");
    return new ScoringPlan(
        ScoringPlan.numbers(List.of("a")),
        List.of(
            new Numbers(List.of("a")),
            new Forest(0, 1, trees),
            new Normalise(1, 2),
            new Argmax(2, 2)),
        List.of(
            new Output("label", Output.Kind.LABEL, 3, 0, labels),
            new Output("probability", Output.Kind.PROBABILITIES, 2, 0, labels)),
        Optional.of(new AnomalyRule(1, 1, 0.5)));
  }

  private static byte[] first() {
    return HexFormat.of().parseHex(FIRST);
  }

  private static byte[] resealed(byte[] bytes) {
    byte[] resealed = Arrays.copyOf(bytes, bytes.length);
    CRC32C crc = new CRC32C();
    crc.update(resealed, 0, resealed.length - 4);
    ByteBuffer.wrap(resealed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(resealed.length - 4, (int) crc.getValue());
    return resealed;
  }
}
