package dev.ionosphere.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.temporal.NoticeWorkflows;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices when there are many, when clocks jump, when two people act at once. */
@MicronautTest(transactional = false)
class NoticeFaultsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Inject ApplicationContext context;
  @Inject TestingHttp http;
  @Inject StoredIons ions;
  @Inject TransactionOperations<Connection> transactions;
  private TestingNotices notices;

  @BeforeEach
  void start() {
    notices = new TestingNotices(context::getBean);
  }

  @Test
  void aMutedStormDoesNotHideWhatIsNotMuted() {
    notices.route("hidden", null, null);
    NoticeMute mute =
        notices.desk.mute("hidden-a", List.of(), null, "2h", "works", TestingNotices.OPERATOR);
    execute(
        "insert into alert (ion, node, subject, kind, severity, message, raised_at)"
            + " select 'hidden-a', 'n', concat('s', a.n, b.n, c.n, d.n), 'drift', 'warning', 'm',"
            + " timestamp with time zone '2026-03-01 09:00:00Z' from "
            + digits("a", 6)
            + ", "
            + digits("b", 10)
            + ", "
            + digits("c", 10)
            + ", "
            + digits("d", 10));
    notices.alert("hidden-b", "b");
    notices.pass(Duration.ZERO);
    notices.pass(MINUTE);
    assertThat(notices.workflows.of("hidden"))
        .singleElement()
        .satisfies(order -> assertThat(order.notice().title()).startsWith("drift at hidden-b"));
    notices.desk.unmute(mute.id(), TestingNotices.OPERATOR);
    notices.desk.remove("hidden", TestingNotices.OPERATOR);
    execute("delete from alert where ion like 'hidden-%'");
  }

  private static String digits(String table, int count) {
    return IntStream.range(0, count)
        .mapToObj("(%d)"::formatted)
        .collect(Collectors.joining(",", "(values ", ") " + table + "(n)"));
  }

  private void execute(String sql) {
    Object ignored =
        transactions.executeWrite(status -> {
          try (Statement statement = status.getConnection().createStatement()) {
            return statement.executeUpdate(sql);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void aRouteThatIsRemovedLeavesNoAlertOfItsLosses() {
    notices.route("gone", null, null);
    notices.workflows.standing =
        new NoticeWorkflows.Standing.Ended(NoticeReceipt.refused("answered 410"));
    notices.alert("gone", "a");
    notices.pass(Duration.ZERO);
    notices.pass(MINUTE);
    assertThat(lost("gone")).isEqualTo(1);
    notices.desk.remove("gone", TestingNotices.OPERATOR);
    assertThat(lost("gone")).isZero();
  }

  private int lost(String route) {
    return notices
        .alerts
        .findByIonAndKindAndSubjectAndClearedAtIsNull("", "notice-lost", route)
        .size();
  }

  @Test
  void aClockThatWasAheadSilencesNoRoute() {
    notices.route("ahead", null, null);
    notices.alert("ahead", "a");
    notices.pass(Duration.ofDays(400));
    notices.pass(MINUTE);
    assertThat(notices.workflows.of("ahead")).hasSize(1);
    notices.pass(Duration.ofDays(-400));
    notices.alert("ahead", "b");
    notices.pass(Duration.ZERO);
    notices.pass(Duration.ofMinutes(10));
    assertThat(notices.workflows.of("ahead"))
        .anySatisfy(order -> assertThat(order.notice().title()).endsWith("s2 of b"));
  }

  @Test
  void aNoticeThatWasWrittenByAClockAheadIsSent() {
    notices.route("written", null, null);
    notices.workflows.down = true;
    notices.alert("written", "a");
    notices.pass(Duration.ofDays(400));
    notices.pass(MINUTE);
    notices.workflows.down = false;
    assertThat(notices.workflows.of("written")).isEmpty();
    notices.pass(Duration.ofDays(-400));
    assertThat(notices.workflows.of("written")).isNotEmpty();
  }

  @Test
  void anApprovalOfAPausedIonDoesNotExpireSoon() {
    notices.route("still", List.of("approval-expiring"), null);
    notices.approval("still", Duration.ofHours(72));
    ions.save(
        new StoredIon(
            "still",
            1,
            "sha256:d",
            "{}",
            Map.of(),
            "paused",
            "person:ann",
            notices.clock.instant(),
            notices.clock.instant(),
            0));
    notices.pass(Duration.ofHours(71));
    notices.pass(MINUTE);
    assertThat(notices.workflows.of("still")).isEmpty();
    ions.setStatus("still", "running");
    notices.pass(Duration.ZERO);
    notices.pass(MINUTE);
    assertThat(notices.workflows.of("still")).hasSize(1);
  }

  @Test
  void twoPeopleMayMakeTheSameRouteAtOnce() throws Exception {
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 10; round++) {
        String name = "race-" + round;
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          all.add(() -> {
            notices.route(name, null, null);
            return null;
          });
        }
        for (Future<Void> done : people.invokeAll(all)) {
          done.get();
        }
        notices.desk.remove(name, TestingNotices.OPERATOR);
      }
    }
  }

  @Test
  void aReasonIsKeptAsEveryDatabaseHoldsIt() {
    NoticeMute mute =
        notices.desk.mute(
            "x", List.of(), null, "1m", "works\u0000 \ud800", TestingNotices.OPERATOR);
    assertThat(mute.reason()).isEqualTo("works \uFFFD");
    notices.desk.unmute(mute.id(), TestingNotices.OPERATOR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"topics\":[null],\"target\":{\"webhook\":{\"url\":\"https://a.example.org\"}}}",
        "{\"topics\":[[]],\"target\":{\"webhook\":{\"url\":\"https://a.example.org\"}}}",
        "{\"target\":{\"webhook\":null}}",
        "{\"target\":{\"webhook\":{\"url\":null}}}",
        "{\"target\":{\"webhook\":[]}}",
        "{\"target\":{\"\":{}}}",
        "{\"target\":{\"mail\":{\"to\":[null]}}}",
        "{\"labels\":\"=\",\"target\":{\"webhook\":{\"url\":\"https://a.example.org\"}}}",
        "{\"ions\":\"\\u0000\",\"target\":{\"webhook\":{\"url\":\"https://a.example.org\"}}}",
        "[]",
        "null",
        ""
      })
  void anOddRouteIsRefused(String body) {
    TestingHttp.Answer answer =
        http.send("admin", "PUT", "/api/v1/notices/routes/odd", body, "application/json");
    assertThat(answer.status()).as(answer.body()).isIn(400, 422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"topics\":[null],\"lasts\":\"1h\",\"reason\":\"r\"}",
        "{\"until\":\"+1000000000-12-31T23:59:59Z\",\"reason\":\"r\"}",
        "{\"lasts\":\"-1h\",\"reason\":\"r\"}",
        "{\"lasts\":\"99999999999999999999h\",\"reason\":\"r\"}",
        "{\"lasts\":\"1h\",\"reason\":null}"
      })
  void anOddMuteIsRefused(String body) {
    TestingHttp.Answer answer = http.post("operator", "/api/v1/notices/mutes", body);
    assertThat(answer.status()).as(answer.body()).isIn(400, 422);
  }
}
