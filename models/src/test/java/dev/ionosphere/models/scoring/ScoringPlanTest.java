package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.format.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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
      new ScoringPlan(
          List.of(
              new Step.SelectColumns(List.of("a", "é")),
              new Step.Standardise(Vector.of(1, 2), Vector.of(3, 4)),
              new Step.KMeans(2, Vector.of(5, 6, 7, 8), 9)));

  @Property(tries = 100)
  void comesBackAsItWas(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int clusters) {
    ScoringPlan any = TestingPlans.random(new Random(seed), width, clusters);
    assertThat(ScoringPlan.read(any.toBytes())).isEqualTo(any);
  }

  @Test
  void bytesAreTheSameForever() {
    assertThat(HexFormat.of().formatHex(plan.toBytes()))
        .isEqualTo(
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
                + "3decbd1b");
  }

  @Test
  void refusesAnyFlippedBit() {
    byte[] bytes = plan.toBytes();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> ScoringPlan.read(flipped)).isInstanceOf(ModelFormatException.class);
    }
  }

  /** Offsets as in {@link #bytesAreTheSameForever}, with a checksum that fits again. */
  @ParameterizedTest
  @CsvSource({
    "0, 4, 1, magic",
    "4, 2, 2, version",
    "6, 2, 65535, steps",
    "6, 2, 2, 'bytes after the last step'",
    "6, 2, 0, 'bytes after the last step'",
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
    "79, 4, 0, width",
    "83, 4, 100000, 'an end in the middle'",
    "83, 4, -5, clusters",
  })
  void refusesHostileCounts(int offset, int size, int value, String message) {
    ByteBuffer bytes = ByteBuffer.wrap(plan.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
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
    ByteBuffer bytes = ByteBuffer.wrap(plan.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(offset, value);
    assertThatThrownBy(() -> ScoringPlan.read(resealed(bytes.array())))
        .isInstanceOf(ModelFormatException.class);
  }

  @Property(tries = 3000)
  void readsOrRefusesDamagedBytes(@ForAll long seed, @ForAll boolean sealed) {
    byte[] damaged = Hostile.damaged(TestingPlans.random(new Random(1), 3, 2).toBytes(), seed);
    Hostile.readsOrRefuses(
        ScoringPlan::read, sealed && damaged.length > 4 ? resealed(damaged) : damaged);
  }

  @Property(tries = 500)
  void readsOrRefusesAnyBytes(@ForAll @Size(max = 100) byte[] bytes) {
    Hostile.readsOrRefuses(ScoringPlan::read, bytes);
    Hostile.readsOrRefuses(TrainedPlan::read, bytes);
    Hostile.readsOrRefuses(GoldenRows::read, bytes);
  }

  @Test
  void refusesStepsThatMakeNoPipeline() {
    Step select = plan.steps().get(0);
    Step standardise = plan.steps().get(1);
    Step kMeans = plan.steps().get(2);
    for (List<Step> steps :
        List.<List<Step>>of(
            List.of(),
            List.of(select),
            List.of(kMeans),
            List.of(kMeans, select),
            List.of(select, kMeans, standardise),
            List.of(select, standardise, standardise, kMeans),
            List.of(select, new Step.KMeans(3, Vector.of(1, 2, 3), 1)))) {
      assertThatThrownBy(() -> new ScoringPlan(steps)).isInstanceOf(ModelFormatException.class);
    }
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
