package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code approve}, {@code reject} and what they print for Temporal. */
class DecisionCommandsTest {
  private static final String PATH = "/api/v1/approvals/pumps.review.1";
  private static final String TICKET =
      "{\"approval\":\"pumps.review.1\",\"decision\":\"approve\",\"reason\":\"it's fine\",\"ticket\":\"a.b\"}";

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
    terminal.file(
        "data/processes.json",
        "{\"ports\":{\"hub\":%d,\"temporal\":7001,\"temporal-http\":7002,\"temporal-ui\":7003}}"
            .formatted(hub.port()));
    hub.answers(
        "GET " + PATH, "{\"id\":\"pumps.review.1\",\"ion\":\"pumps\",\"subject\":\"sha256:abc\"}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void oneOfTwoApprovalsIsCounted() {
    hub.answersTo(
        "POST " + PATH + "/decision",
        "{\"decision\":\"approve\",\"reason\":\"\",\"subject\":\"sha256:abc\"}",
        "{\"outcome\":\"open\",\"approvals\":1,\"required\":2}");
    assertThat(terminal.ion("approve", "pumps.review.1")).isZero();
    assertThat(terminal.out()).isEqualTo("pumps.review.1: counted, 1 of 2 approvals\n");
  }

  @Test
  void aRejectionNamesItsOutcome() {
    hub.answersTo(
        "POST " + PATH + "/decision",
        "{\"decision\":\"reject\",\"reason\":\"too old\",\"subject\":\"sha256:abc\"}",
        "{\"outcome\":\"rejected\"}");
    assertThat(terminal.ion("reject", "pumps.review.1", "--reason", "too old", "-o", "json"))
        .isZero();
    assertThat(terminal.json().path("outcome").asText()).isEqualTo("rejected");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer approver-token");
  }

  @Test
  void aDecisionOnWhatChangedMeanwhileIsRefused() {
    hub.refuses("POST " + PATH + "/decision", 409, "the candidate has changed; look again");
    assertThat(terminal.ion("approve", "pumps.review.1")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("ion: the candidate has changed; look again\n");
  }

  @Test
  void whoLacksTheRoleIsToldAsWhomToAsk() {
    hub.answers(
        "GET /api/v1/approvals/pumps.review.2",
        "{\"id\":\"pumps.review.2\",\"subject\":\"s\",\"approverRole\":\"data-scientist, operator\"}");
    hub.refuses("POST /api/v1/approvals/pumps.review.2/decision", 403, "It needs role operator");
    assertThat(terminal.ion("approve", "pumps.review.2")).isEqualTo(5);
    assertThat(terminal.err())
        .isEqualTo(
            "ion: It needs role operator\n"
                + "You asked as local user approver; try `--as scientist` or `--as operator`.\n");
    terminal.with("ION_TOKEN", "mine");
    assertThat(terminal.ion("approve", "pumps.review.2")).isEqualTo(5);
    assertThat(terminal.err()).isEqualTo("ion: It needs role operator\n");
  }

  @Test
  void aTicketIsPrintedForEveryWayIntoTemporal() {
    ticket();
    assertThat(terminal.ion("approve", "pumps.review.1", "--reason", "it's fine", "--ticket"))
        .isZero();
    assertThat(terminal.out())
        .contains("Payload  (good for this one decision)\n" + TICKET + "\n")
        .contains(
            " workflow update execute --address 127.0.0.1:7001 --namespace default --workflow-id"
                + " 'ion:pumps' --name decide --input '{\"approval\"")
        .contains(" workflow signal --address 127.0.0.1:7001 --namespace default")
        .contains("it'\\''s fine")
        .contains(
            "curl -X POST"
                + " http://127.0.0.1:7002/api/v1/namespaces/default/workflows/ion:pumps/update/decide")
        .contains("http://127.0.0.1:7003/namespaces/default/workflows/ion:pumps  →");
  }

  @Test
  void aTicketForAServerElsewhereNamesItsNamespace() {
    ticket();
    terminal
        .with("TEMPORAL_ADDRESS", "temporal.example.org:7233")
        .with("TEMPORAL_NAMESPACE", "plant")
        .with("TEMPORAL_UI", "https://temporal.example.org");
    assertThat(terminal.ion("approve", "pumps.review.1", "--reason", "it's fine", "--ticket"))
        .isZero();
    assertThat(terminal.out())
        .contains("--address temporal.example.org:7233 --namespace plant")
        .contains("https://temporal.example.org/namespaces/plant/workflows/ion:pumps")
        .doesNotContain("namespaces/default", "namespace default");
  }

  private void ticket() {
    hub.answersTo(
        "POST " + PATH + "/ticket", "{\"decision\":\"approve\",\"reason\":\"it's fine\"}", TICKET);
  }
}
