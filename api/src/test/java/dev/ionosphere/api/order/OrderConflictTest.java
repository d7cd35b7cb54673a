package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.device.Telemetry.Held;
import dev.ionosphere.models.order.Assignment.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderConflictTest {

  private static final List<String> ROOTS = List.of("root-1", "root-2");

  @Test
  void numbersAndContentSayWhoSigned() {
    Map<Version, String> signed = Map.of(new Version(1, 3), "three", new Version(1, 4), "four");
    assertThat(of(held(1, 4, "four"), signed)).isEmpty();
    assertThat(of(held(1, 3, "three"), signed)).isEmpty();
    assertThat(of(held(1, 2, "forgotten by now"), signed)).isEmpty();
    assertThat(of(held(1, 5, "five"), signed)).contains(OrderConflict.NEWER);
    assertThat(of(held(2, 1, "first of an epoch"), signed)).contains(OrderConflict.NEWER);
    assertThat(of(held(1, 4, "another four"), signed)).contains(OrderConflict.OTHER_CONTENT);
    assertThat(of(held(1, 3, "another three"), signed)).contains(OrderConflict.OTHER_CONTENT);
    assertThat(of(held(1, 1, "one"), Map.of())).contains(OrderConflict.NEWER);
  }

  @Test
  void aRootThatIsNoneOfTheHubsComesBeforeNumbers() {
    Map<Version, String> signed = Map.of(new Version(1, 1), "one");
    assertThat(of(new Held(1, 1, "one", 3, "root-3"), signed)).contains(OrderConflict.OTHER_ROOT);
    assertThat(of(new Held(1, 1, "one", 2, "a second one"), signed))
        .contains(OrderConflict.OTHER_ROOT);
    assertThat(of(new Held(1, 1, "one", 1, "root-1"), signed)).isEmpty();
  }

  /**
   * A hub signs, is backed up, signs on, is restored and signs again. Whatever a device holds: what
   * is of the hub as it stands is no conflict, what was signed in between is one, also when the hub
   * has passed its number since.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasSignedSinceTheBackupIsSeen(long seed) {
    Random random = new Random(seed);
    Map<Version, String> hub = new TreeMap<>();
    sign(hub, random, "before");
    Map<Version, String> lost = new TreeMap<>(hub);
    sign(lost, random, "lost");
    sign(hub, random, "after");

    hub.forEach((version, digest) ->
        assertThat(of(held(version.epoch(), version.number(), digest), hub)).isEmpty());
    lost.forEach((version, digest) -> {
      boolean own = digest.equals(hub.get(version));
      assertThat(of(held(version.epoch(), version.number(), digest), hub).isPresent())
          .isEqualTo(!own);
    });
  }

  private static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static void sign(Map<Version, String> signed, Random random, String what) {
    List<Version> known = new ArrayList<>(signed.keySet());
    long number = known.isEmpty() ? 0 : known.getLast().number();
    int more = random.nextInt(12);
    for (int i = 1; i <= more; i++) {
      signed.put(new Version(1, number + i), what + " " + i);
    }
  }

  private static Held held(long epoch, long version, String digest) {
    return new Held(epoch, version, digest, 2, "root-2");
  }

  private static Optional<OrderConflict> of(Held held, Map<Version, String> signed) {
    return OrderConflict.of(
        held,
        new OrderConflict.Signed(
            ROOTS,
            signed.keySet().stream().max(Version::compareTo),
            Optional.ofNullable(signed.get(OrderConflict.version(held)))));
  }
}
