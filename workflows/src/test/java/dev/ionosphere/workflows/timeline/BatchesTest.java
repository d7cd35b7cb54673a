package dev.ionosphere.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void takesAHundredInOrder() {
    List<TimelineEntry> waiting = IntStream.range(0, 250).mapToObj(i -> entry("k" + i)).toList();
    assertThat(Batches.next(waiting, 100)).isEqualTo(waiting.subList(0, 100));
    assertThat(Batches.next(List.of(), 100)).isEmpty();
  }

  @Test
  void isSmallerThanARequestMayBe() {
    TimelineEntry large = joined("k", Collections.nCopies(19, "\u0001".repeat(3_000)));
    assertThat(Batches.fitting("calm", large)).isEqualTo(large);
    List<TimelineEntry> batch = Batches.next(Collections.nCopies(9, large), 100);
    assertThat(batch).hasSize(2);
    assertThat(batch.stream().mapToLong(Batches::bytes).sum())
        .isLessThanOrEqualTo(Batches.MOST_BYTES);
  }

  @Test
  void aLongTextIsCutAndItsDigestNamed() {
    TimelineEntry entry = Batches.fitting("calm", failed("k", "r".repeat(1_000_000)));
    assertThat(((RunEvent.TrainingFailed) entry.event()).error())
        .hasSize(20_000)
        .startsWith("rrr")
        .contains("cut from 1000000 characters, sha256:");
  }

  @Test
  void anEntryOfTooManyPartsIsSetAside() {
    TimelineEntry large = joined("k", Collections.nCopies(500_000, "x"));
    TimelineEntry entry = Batches.fitting("calm", large);
    assertThat(entry.event())
        .isInstanceOfSatisfying(
            LifecycleEvent.RecordSetAside.class,
            aside -> {
              assertThat(aside.key()).isEqualTo("k");
              assertThat(aside.recordKind()).isEqualTo("join.fired");
              assertThat(aside.digest()).isEqualTo(SetAside.digest(large));
              assertThat(aside.reason()).contains("at most 400000 fit");
            });
    assertThat(entry.key()).startsWith("k/set-aside/");
  }

  @Test
  void whatWaitsIsBoundedAndNothingIsSilentlyLost() {
    WaitingEntries waiting = new WaitingEntries("calm", List.of());
    IntStream.range(0, 200).forEach(i -> waiting.add(failed("k" + i, "e".repeat(15_000))));
    List<TimelineEntry> all = waiting.all();
    assertThat(all.stream().mapToLong(Batches::bytes).sum())
        .isLessThan(WaitingEntries.MOST_BYTES + 2_000);
    assertThat(all.getLast().event())
        .isInstanceOfSatisfying(
            LifecycleEvent.RecordSetAside.class,
            aside ->
                assertThat(aside.reason())
                    .isEqualTo(
                        (200 - all.size() + 1)
                            + " records more than the outbox holds, the last is k199"));
    while (!waiting.isEmpty()) {
      waiting.send(100);
      waiting.sent();
    }
    waiting.add(entry("again"));
    assertThat(waiting.all()).containsExactly(entry("again"));
  }

  @Test
  void whatIsOnItsWayIsNotChanged() {
    WaitingEntries waiting = new WaitingEntries("calm", List.of());
    IntStream.range(0, 80).forEach(i -> waiting.add(failed("k" + i, "e".repeat(15_000))));
    List<TimelineEntry> first = waiting.send(100);
    waiting.sent();
    List<TimelineEntry> last = waiting.send(100);
    waiting.add(entry("meanwhile"));
    waiting.sent();
    assertThat(first.getFirst().key()).isEqualTo("k0");
    assertThat(last.getLast().event()).isInstanceOf(LifecycleEvent.RecordSetAside.class);
    assertThat(waiting.all()).extracting(TimelineEntry::key).containsExactly("meanwhile");
  }

  private static TimelineEntry entry(String key) {
    return failed(key, "disk full");
  }

  private static TimelineEntry failed(String key, String error) {
    return of(key, new RunEvent.TrainingFailed("run", error));
  }

  private static TimelineEntry joined(String key, List<String> tokens) {
    return of(key, new TokenEvent.JoinFired("review", tokens, List.of()));
  }

  private static TimelineEntry of(String key, TimelineEvent event) {
    return new TimelineEntry(key, Instant.EPOCH, Actor.SYSTEM, null, null, event);
  }
}
