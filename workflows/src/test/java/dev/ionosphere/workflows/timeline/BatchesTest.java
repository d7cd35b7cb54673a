package dev.ionosphere.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void takesAHundredInOrder() {
    List<TimelineEntry> waiting =
        IntStream.range(0, 250).mapToObj(i -> entry("k" + i, Map.of("n", i))).toList();
    assertThat(Batches.next(waiting)).isEqualTo(waiting.subList(0, 100));
    assertThat(Batches.next(List.of())).isEmpty();
  }

  @Test
  void isSmallerThanARequestMayBe() {
    TimelineEntry large =
        entry("k", Map.of("list", Collections.nCopies(19, "\u0001".repeat(3_000))));
    assertThat(Batches.fitting(large)).isSameAs(large);
    List<TimelineEntry> waiting = Collections.nCopies(9, large);
    List<TimelineEntry> batch = Batches.next(waiting);
    assertThat(batch).hasSize(2);
    assertThat(batch.stream().mapToLong(Batches::bytes).sum())
        .isLessThanOrEqualTo(Batches.MOST_BYTES);
  }

  @Test
  void anEntryIsCutToFitAlone() {
    TimelineEntry entry =
        Batches.fitting(
            entry(
                "k", Map.of("reason", "r".repeat(1_000_000), "deep", List.of("d".repeat(90_000)))));
    assertThat(entry.data().get("reason")).asString().hasSize(20_000);
    assertThat(entry.data().get("deep")).asString().hasSizeLessThan(20_100);
    assertThat(Batches.bytes(entry)).isLessThan(Batches.MOST_BYTES);
  }

  @Test
  void anEntryOfTooManyPartsKeepsItsPlaceInTheOrder() {
    TimelineEntry entry =
        Batches.fitting(
            entry("k", Map.of("list", Stream.generate(() -> "x").limit(500_000).toList())));
    assertThat(entry.key()).isEqualTo("k");
    assertThat(entry.data()).containsOnlyKeys("omitted");
  }

  private static TimelineEntry entry(String key, Map<String, Object> data) {
    return new TimelineEntry(
        key, Instant.EPOCH, TimelineKind.RUN_SKIPPED, "system", "s", null, null, data);
  }
}
