package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.EventKinds;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.data.model.Pageable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class TimelineContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  TimelineContractIT(Database database) {
    this.database = database;
  }

  @Test
  void ledgerVerifiesWhatTheDatabaseGivesBack() {
    Ledger ledger = database.bean(Ledger.class);
    for (int i = 0; i < 3; i++) {
      ledger.append(
          new TimelineBatch(
              "contract",
              "ion:contract",
              "r",
              List.of(
                  TestingEntries.entry(
                      "k" + i,
                      NOW.plusSeconds(i).plusNanos(789),
                      "ion.paused",
                      "person:ä",
                      "subject",
                      i == 1 ? "node" : null,
                      i == 0 ? null : "k0",
                      Map.of("ion", "line\nbreak \"quoted\" ü")))));
    }
    assertThat(database.bean(Verifier.class).verify("contract"))
        .isEqualTo(
            new Verification(
                "contract",
                true,
                3,
                database.bean(ChainTips.class).findById("contract").orElseThrow().hash(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of()));
  }

  @Test
  void recordsAreFoundBySequenceKeyTimeAndFilter() {
    database
        .bean(Ledger.class)
        .append(
            new TimelineBatch(
                "filter",
                "ion:filter",
                "r",
                List.of(
                    TestingEntries.entry(
                        "a", NOW, "ion.paused", "system", "s", "n1", null, Map.of()),
                    TestingEntries.entry(
                        "b",
                        NOW.plusSeconds(9),
                        "ion.resumed",
                        "system",
                        "s",
                        null,
                        "a",
                        Map.of()))));
    TimelineRecords records = database.bean(TimelineRecords.class);
    Instant until = NOW.plusSeconds(60);
    assertThat(records.newest("filter", 99, NOW, until, "", "", 10))
        .extracting(TimelineRecord::kind)
        .containsExactly("ion.resumed", "ion.paused");
    assertThat(records.newest("filter", 99, NOW, until, "ion.paused", "n1", 10)).hasSize(1);
    assertThat(records.newest("filter", 2, NOW, until, "", "", 10)).hasSize(1);
    assertThat(records.newest("filter", 99, NOW.plusSeconds(1), until, "", "", 10)).hasSize(1);
    assertThat(records.findByIonAndSequence("filter", 2).orElseThrow().cause()).isEqualTo("a");
    assertThat(records.findByIonAndEntryKey("filter", "a")).isPresent();
    assertThat(
            records.findByIonAndSequenceGreaterThanOrderBySequence(
                "filter", 1, Pageable.from(0, 5).withoutTotal()))
        .hasSize(1);
    assertThat(records.findBySubjectAndIonOrderBySequence("s", "filter")).hasSize(2);
    assertThat(records.firstSince("filter", NOW.plusSeconds(1))).contains(2L);
    assertThat(records.firstSince("filter", until)).isEmpty();
    assertThat(records.lastUntil("filter", NOW)).isEqualTo(1);
    assertThat(records.lastUntil("filter", Instant.EPOCH)).isZero();
  }

  @Test
  void whateverComesIsKeptOnceAndTheNextOneToo() {
    Ledger ledger = database.bean(Ledger.class);
    List<TimelineEntry> entries = new ArrayList<>();
    for (String kind : EventKinds.all()) {
      entries.add(hostile(kind, "one"));
      entries.add(hostile(kind, "two"));
    }
    TimelineBatch batch = new TimelineBatch("hostile", "ion:hostile\0", "r".repeat(200), entries);
    ChainHead head = ledger.append(batch);
    assertThat(head.sequence()).isEqualTo(2L * EventKinds.all().size());
    assertThat(ledger.append(batch)).isEqualTo(head);
    // The chain holds to its end; what it tells of is work that nobody started.
    Verification found = database.bean(Verifier.class).chain("hostile");
    assertThat(found.head()).isEqualTo(head.hash());
    assertThat(found.reason()).startsWith("it is of work that the ION did not start");
  }

  @Test
  void ofWritersAtOnceEachGetsWhatItsOwnBatchesDeserve() throws Exception {
    Ledger ledger = database.bean(Ledger.class);
    int writers = 8;
    int rounds = 40;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String ion = "crowd-" + i / 2; // Two write to the same ledger.
        String prefix = i % 2 + "-";
        all.add(() -> {
          int refused = 0;
          for (int round = 0; round < rounds; round++) {
            ledger.append(one(ion, prefix + round, "system"));
            ledger.append(one(ion, "of-both-" + round, "system"));
            refused += refused(ledger, one(ion, prefix + "0", "person:mallory"));
            refused += refused(ledger, one(ion, TestingProjection.POISON, "system"));
          }
          return refused;
        });
      }
      for (Future<Integer> one : threads.invokeAll(all)) {
        assertThat(one.get()).isEqualTo(2 * rounds);
      }
    }
    for (int i = 0; i < writers / 2; i++) {
      String ion = "crowd-" + i;
      assertThat(database.bean(Verifier.class).chain(ion))
          .satisfies(found -> assertThat(found.intact()).as(found.reason()).isTrue())
          .satisfies(found -> assertThat(found.records()).isEqualTo(3 * rounds));
      assertThat(
              database
                  .bean(TimelineConflicts.class)
                  .findByIonOrderByIdDesc(ion, Pageable.from(0, 9).withoutTotal()))
          .hasSize(2)
          .allSatisfy(kept -> assertThat(kept.sequence()).isPositive());
    }
  }

  private static TimelineBatch one(String ion, String key, String actor) {
    return new TimelineBatch(
        ion,
        "ion:" + ion,
        "r",
        List.of(TestingEntries.entry(key, NOW, "ion.paused", actor, ion, null, null, Map.of())));
  }

  private static int refused(Ledger ledger, TimelineBatch batch) {
    try {
      ledger.append(batch);
      return 0;
    } catch (RuntimeException e) {
      return 1;
    }
  }

  /** Every field of the kind with what no column takes. */
  private static TimelineEntry hostile(String kind, String key) {
    String text = "\0\uD83D".repeat(2) + "x\0".repeat(1_500);
    return new TimelineEntry(
        kind + text + key,
        Instant.MAX,
        Actor.person(text),
        text,
        text,
        TestingEntries.hostile(kind, text));
  }

  @Test
  void tipOpensOnce() {
    ChainTips tips = database.bean(ChainTips.class);
    assertThat(tips.open("tip", Chain.START)).isEqualTo(1);
    assertThat(tips.open("tip", Chain.START)).isZero();
  }
}
