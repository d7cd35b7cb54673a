package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who decides in whose place. */
class DelegationsCommandTest {
  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aRightIsLentUntilATime() {
    hub.answersTo(
        "POST /api/v1/delegations",
        "{\"to\":\"bob\",\"role\":\"approver\",\"until\":\"2026-12-24T12:00:00Z\",\"reason\":\"leave\"}",
        "{\"id\":\"d1\",\"deputy\":\"bob\",\"principal\":\"ann\",\"until\":\"2026-12-24T12:00:00Z\"}");
    assertThat(
            terminal.ion(
                "delegations",
                "add",
                "--to",
                "bob",
                "--until",
                "2026-12-24T12:00:00Z",
                "--reason",
                "leave"))
        .isZero();
    assertThat(terminal.out()).isEqualTo("d1: bob decides for ann until 2026-12-24T12:00:00Z\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer approver-token");
  }

  @Test
  void whoDoesNotHaveTheRoleIsToldWhoDoes() {
    hub.refuses("POST /api/v1/delegations", 403, "approver has no role operator to give");
    assertThat(
            terminal.ion(
                "delegations", "add", "--to", "bob", "--role", "operator", "--until", "2026-12-24"))
        .isEqualTo(5);
    assertThat(terminal.err())
        .isEqualTo(
            "ion: approver has no role operator to give\n"
                + "You asked as local user approver; try `--as operator`.\n");
  }

  @Test
  void aTimeThatIsNoneIsAWrongLine() {
    assertThat(terminal.ion("delegations", "add", "--to", "bob", "--until", "soon")).isEqualTo(2);
    assertThat(terminal.err()).contains("'soon' is no time; allowed: 2026-12-24");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void theyAreListedAndRevoked() {
    hub.answers(
            "GET /api/v1/delegations",
            "{\"items\":[{\"id\":\"d1\",\"deputy\":\"bob\",\"principal\":\"ann\",\"counts\":true},"
                + "{\"id\":\"d2\",\"until\":\"2026-01-01T00:00:00Z\",\"counts\":false},"
                + "{\"id\":\"d3\",\"until\":\"2027-01-01T00:00:00Z\",\"counts\":false},"
                + "{\"id\":\"d4\",\"revokedAt\":\"2026-01-01T00:00:00Z\",\"counts\":false}]}")
        .answers("POST /api/v1/delegations/d1/revoke", "{\"id\":\"d1\"}");
    assertThat(terminal.ion("delegations")).isZero();
    assertThat(terminal.out())
        .contains("DEPUTY", "STATE", "bob", "ann", "in force", "ended", "void, ", "revoked");
    assertThat(terminal.ion("delegations", "revoke", "d1")).isZero();
  }

  @Test
  void aDeputySaysForWhomHeDecides() {
    hub.answers("GET /api/v1/approvals/a.review.1", "{\"subject\":\"s\"}")
        .answersTo(
            "POST /api/v1/approvals/a.review.1/decision",
            "{\"decision\":\"approve\",\"reason\":\"\",\"onBehalfOf\":\"ann\",\"subject\":\"s\"}",
            "{\"outcome\":\"approved\"}");
    assertThat(terminal.ion("approve", "a.review.1", "--for", "ann")).isZero();
  }
}
