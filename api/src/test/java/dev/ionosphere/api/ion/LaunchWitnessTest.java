package dev.ionosphere.api.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.temporal.WorkflowStanding;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.Verification;
import dev.ionosphere.api.timeline.Verifier;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.state.LedgerState;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ledger that loses its end while no workflow runs that would notice. */
@MicronautTest(transactional = false)
class LaunchWitnessTest {

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject Ledger ledger;
  @Inject Verifier verifier;
  @Inject TransactionOperations<Connection> transactions;

  @AfterEach
  void up() {
    workflows.down = false;
    workflows.withoutWorker = false;
  }

  @Test
  void theNextLaunchKnowsWhatTheOneBeforeWasTold() {
    ChainHead head = stopped("cut");
    cut("cut", head.sequence() - 1);
    launch("cut", 202);
    assertThat(begun("cut")).isEqualTo(new LedgerState(List.of(), head));
    deliver("cut");
    Verification found = verifier.chain("cut");
    assertThat(found.intact()).isFalse();
    assertThat(found.lost())
        .containsExactly(
            new Verification.Lost(
                head.sequence(), head.sequence() - 1, head.sequence(), "ion:cut"));
  }

  @Test
  void nothingIsToldOfALedgerThatIsWhole() {
    stopped("whole");
    launch("whole", 202);
    deliver("whole");
    assertThat(verifier.chain("whole").intact()).isTrue();
  }

  @Test
  void aRecoveryKnowsItAsWell() {
    launched("recovers");
    assertThat(http.post("operator", "/api/v1/ions/recovers/pause", "").status()).isEqualTo(200);
    ChainHead head = deliver("recovers");
    witness("recovers", head);
    workflows.lose("recovers", new WorkflowStanding(false, "run-1", "terminated"));
    cut("recovers", head.sequence() - 1);
    assertThat(http.post("operator", "/api/v1/ions/recovers/recover", "").status()).isEqualTo(202);
    assertThat(begun("recovers").chain()).isEqualTo(head);
    deliver("recovers");
    assertThat(verifier.chain("recovers").lost())
        .singleElement()
        .returns(head.sequence(), Verification.Lost::upTo);
  }

  @Test
  void aWorkflowThatCannotBeReadIsToldOnTheTimeline() {
    stopped("odd");
    workflows.unreadable.add("odd");
    launch("odd", 202);
    deliver("odd");
    assertThat(http.get("viewer", "/api/v1/ions/odd/timeline").body())
        .contains("witness.lost", "whether records were lost is not known", "does not replay");
  }

  @Test
  void nothingIsLaunchedWhileNobodyAnswersForTheWorkflowBefore() {
    stopped("away");
    workflows.down = true;
    launch("away", 503);
    workflows.down = false;
    launch("away", 202);
  }

  @Test
  void noRecoveryIsToldThatDidNotBegin() {
    launched("waits");
    ChainHead head = deliver("waits");
    witness("waits", head);
    workflows.lose("waits", new WorkflowStanding(false, "run-1", "terminated"));
    workflows.withoutWorker = true;
    assertThat(http.post("operator", "/api/v1/ions/waits/recover", "").status()).isEqualTo(503);
    assertThat(http.get("viewer", "/api/v1/ions/waits/timeline").body())
        .contains("ion.lost")
        .doesNotContain("ion.recovered");
    workflows.withoutWorker = false;
    assertThat(http.post("operator", "/api/v1/ions/waits/recover", "").status()).isEqualTo(202);
    assertThat(http.get("viewer", "/api/v1/ions/waits/timeline").body())
        .containsOnlyOnce("\"kind\":\"ion.recovered\"");
  }

  private ChainHead stopped(String ion) {
    launched(ion);
    deliver(ion);
    assertThat(http.post("operator", "/api/v1/ions/" + ion + "/stop", "").status()).isEqualTo(200);
    ChainHead head = deliver(ion);
    witness(ion, head);
    return head;
  }

  /** As the workflow that was told of it would answer. */
  private void witness(String ion, ChainHead head) {
    workflows.views.put(
        ion,
        new IonView(
            ion,
            IonStatus.STOPPED,
            1,
            null,
            "",
            Instant.EPOCH,
            Map.of(),
            List.of(),
            head.sequence(),
            head.hash()));
  }

  private void launched(String ion) {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    launch(ion, 202);
  }

  private void launch(String ion, int status) {
    assertThat(http.post("operator", "/api/v1/ions/" + ion + "/launch", "").status())
        .isEqualTo(status);
  }

  private LedgerState begun(String ion) {
    return workflows.started.get(ion).ledger();
  }

  /** As the outbox of the workflow does it. */
  private ChainHead deliver(String ion) {
    List<TimelineEntry> entries = new ArrayList<>(begun(ion).outbox());
    entries.addAll(workflows.takeRecords(ion));
    @Nullable ChainHead known = begun(ion).chain();
    return ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", entries, known));
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
}
