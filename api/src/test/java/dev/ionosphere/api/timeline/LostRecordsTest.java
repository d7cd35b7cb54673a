package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.timeline.Verification.Lost;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A ledger that lost its end, with all that was signed of it, while its ION goes on. */
@MicronautTest(transactional = false)
class LostRecordsTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Inject Ledger ledger;
  @Inject Verifier verifier;
  @Inject TimelineExport export;
  @Inject CheckpointKey key;
  @Inject TestingHttp http;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void aCutThatTheIonGoesOnAfterIsNamedForEver() throws IOException {
    ChainHead head = append("gone", 0, 6, null);
    cut("gone", 4);
    ChainHead after = append("gone", 6, 8, head);
    append("gone", 8, 9, after);
    Verification found = verifier.verify("gone");
    assertThat(found.intact()).isFalse();
    assertThat(found.badSequence()).isNull();
    assertThat(found.reason()).contains("records up to 6 were lost", "ion:gone", "had 4");
    assertThat(found.lost()).containsExactly(new Lost(5, 4, 6, "ion:gone"));
    assertThat(found.records()).isEqualTo(8);
    assertThat(exported("gone").lost()).isEqualTo(found.lost());
    assertThat(exported("gone").intact()).isFalse();
    assertThat(http.get("viewer", "/api/v1/ions/gone/timeline").body())
        .contains("records.lost", "Records up to 6 were lost, the ledger had 4");
    assertThat(http.get("viewer", "/api/v1/alerts?ion=gone").body()).contains("records-lost");
  }

  @Test
  void aLossIsToldOnce() {
    ChainHead head = append("once", 0, 6, null);
    cut("once", 4);
    ChainHead after = append("once", 6, 8, head);
    assertThat(append("once", 6, 8, head)).isEqualTo(after);
    assertThat(verifier.verify("once").lost()).hasSize(1);
  }

  @Test
  void everyLossIsTold() {
    ChainHead first = append("more", 0, 6, null);
    cut("more", 4);
    ChainHead second = append("more", 6, 9, first);
    cut("more", 6);
    append("more", 9, 10, second);
    assertThat(verifier.verify("more").lost())
        .containsExactly(new Lost(5, 4, 6, "ion:more"), new Lost(7, 6, 8, "ion:more"));
  }

  @Test
  void aLedgerThatOthersMadeLongerAgainIsNoneTheWiser() {
    ChainHead head = append("longer", 0, 6, null);
    cut("longer", 4);
    append("longer", 20, 30, null);
    append("longer", 6, 7, head);
    assertThat(verifier.verify("longer").lost()).containsExactly(new Lost(15, 14, 6, "ion:longer"));
  }

  @Test
  void aBrokenRecordIsNamedBesideALoss() {
    ChainHead head = append("broken", 0, 6, null);
    cut("broken", 4);
    append("broken", 6, 9, head);
    execute("update timeline_record set actor = 'x' where ion = 'broken' and sequence = 7");
    assertThat(verifier.verify("broken"))
        .returns(7L, Verification::badSequence)
        .returns("its content is not what its hash was made of", Verification::reason)
        .satisfies(found -> assertThat(found.lost()).hasSize(1));
  }

  @Test
  void whoIsBehindOthersMissesNothing() {
    ChainHead early = append("calm", 0, 2, null);
    ChainHead late = append("calm", 2, 5, early);
    append("calm", 5, 6, early);
    append("calm", 6, 7, late);
    assertThat(verifier.verify("calm").intact()).isTrue();
    assertThat(verifier.verify("calm").records()).isEqualTo(7);
  }

  @Test
  void theHighestNumberIsANumber() throws IOException {
    append("high", 0, 2, null);
    append("high", 2, 3, new ChainHead(Long.MAX_VALUE, "a".repeat(64)));
    assertThat(verifier.verify("high").lost())
        .containsExactly(new Lost(3, 2, Long.MAX_VALUE, "ion:high"));
    assertThat(exported("high").lost()).isEqualTo(verifier.verify("high").lost());
  }

  /** As a hub that comes back finds them waiting. */
  @Test
  void aBatchThatIsRefusedHidesNoLoss() {
    ChainHead head = append("refused", 0, 6, null);
    cut("refused", 4);
    assertThatThrownBy(() ->
            ledger.append(
                new TimelineBatch(
                    "refused",
                    "ion:refused",
                    "run-1",
                    List.of(
                        TestingEntries.entry(
                            "k0", START, "run.skipped", "x", "retrain", null, null, Map.of())),
                    head)))
        .isInstanceOf(HubException.class);
    assertThat(verifier.verify("refused").lost()).isEmpty();
    append("refused", 7, 8, head);
    assertThat(verifier.verify("refused").lost()).hasSize(1);
  }

  @Test
  void whatIsNoRecordIsRefused() {
    append("odd", 0, 1, null);
    for (ChainHead known :
        new ChainHead[] {new ChainHead(0, "0".repeat(64)), new ChainHead(1, "drop table")}) {
      assertThatThrownBy(() -> append("odd", 1, 2, known))
          .isInstanceOf(HubException.class)
          .hasMessageContaining("known");
    }
    assertThat(verifier.verify("odd").records()).isEqualTo(1);
  }

  private ChainHead append(String ion, int from, int to, @Nullable ChainHead known) {
    return ledger.append(
        new TimelineBatch(
            ion,
            "ion:" + ion,
            "run-1",
            IntStream.range(from, to).mapToObj(LostRecordsTest::entry).toList(),
            known));
  }

  private static TimelineEntry entry(int i) {
    return TestingEntries.entry(
        "k" + i, START, "run.skipped", "system", "retrain", null, null, Map.of("count", i));
  }

  /** As a restore of the hub's data leaves it. */
  private void cut(String ion, long last) {
    execute("delete from timeline_record where ion = '%s' and sequence > %d".formatted(ion, last));
    execute(
        ("update chain_tip set sequence = %d, hash = (select hash from timeline_record where ion ="
                + " '%s' and sequence = %d) where ion = '%s'")
            .formatted(last, ion, last, ion));
  }

  private void execute(String sql) {
    transactions.executeWrite(status -> {
      try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
        assertThat(statement.executeUpdate()).as(sql).isPositive();
        return sql;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private Verification exported(String ion) throws IOException {
    try (InputStream lines =
        export
            .json(new TimelineExport.Range(ion, Instant.EPOCH, START.plusSeconds(9_999)))
            .content()) {
      String text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
      return ExportVerifier.verify(
          () -> new BufferedReader(new StringReader(text)), Optional.of(key.publicKey()));
    }
  }
}
