package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, and the devices that are enrolled for them. */
class PeopleCommandTest {
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
  void aTokenIsPrintedAloneForAScript() {
    hub.answersTo(
        "POST /api/v1/people",
        "{\"name\":\"ann\",\"roles\":[\"operator\",\"approver\"]}",
        "{\"name\":\"ann\",\"token\":\"t0ken\"}");
    assertThat(terminal.ion("people", "add", "ann", "--role", "operator", "--role", "approver"))
        .isZero();
    assertThat(terminal.out()).isEqualTo("t0ken\n");
    assertThat(terminal.err())
        .isEqualTo("The token of ann follows. It is shown only now; `ion login` keeps it.\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer admin-token");
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    hub.refuses("POST /api/v1/people", 409, "there is a user ann");
    assertThat(terminal.ion("people", "add", "ann", "--role", "viewer")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("ion: there is a user ann\n");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void aUserWithoutARoleIsAWrongLine() {
    assertThat(terminal.ion("people", "add", "ann")).isEqualTo(2);
    assertThat(terminal.err()).contains("Missing required option", "--role");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void namesWithSpacesAndSlashesStayOneName() {
    hub.answers("DELETE /api/v1/people/ann%20%2F..", 204, "");
    assertThat(terminal.ion("people", "remove", "ann /..")).isZero();
    assertThat(terminal.out()).isEqualTo("ann /..: removed\n");
  }

  @Test
  void anEnrolmentTokenIsPrintedAlone() {
    hub.answersTo(
        "POST /api/v1/devices/tokens",
        "{\"device\":\"pump-1\",\"labels\":{\"role\":\"pump\",\"site\":\"\"}}",
        "{\"token\":\"enrol-me\"}");
    assertThat(terminal.ion("edge", "enrol", "pump-1", "--label", "role=pump", "--label", "site="))
        .isZero();
    assertThat(terminal.out()).isEqualTo("enrol-me\n");
    assertThat(terminal.err())
        .contains("ION_ENROL_TOKEN", "shown only now", "24 hours")
        .contains("Only this machine reaches that address", "ion up --bind");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer operator-token");
  }

  @Test
  void anotherMachineTakesANameOnlyIfItIsSaid() {
    hub.answersTo(
        "POST /api/v1/devices/tokens",
        "{\"device\":\"pump-1\",\"replace\":true}",
        "{\"token\":\"take-over\"}");
    assertThat(terminal.ion("devices", "token", "pump-1", "--replace")).isZero();
    assertThat(terminal.out()).isEqualTo("take-over\n");
  }

  @Test
  void aDeviceIsRevokedWithAReason() {
    assertThat(terminal.ion("devices", "revoke", "pump-1")).isEqualTo(2);
    assertThat(terminal.err()).contains("--reason");
    hub.answersTo(
        "POST /api/v1/devices/pump-1/revoke", "{\"reason\":\"stolen\"}", "{\"id\":\"pump-1\"}");
    assertThat(terminal.ion("devices", "revoke", "pump-1", "--reason", "stolen")).isZero();
    assertThat(terminal.out()).contains("Device pump-1 is revoked.");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer operator-token");
  }

  @Test
  void aLabelWithoutAKeyIsAWrongLine() {
    assertThat(terminal.ion("edge", "enrol", "pump-1", "--label", "=pump")).isEqualTo(2);
    assertThat(terminal.err()).contains("'=pump' is no label; allowed: KEY=VALUE");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void oneDeviceIsShownInFull() {
    hub.answers(
        "GET /api/v1/devices/pump-1",
        """
        {"id":"pump-1","labels":{"role":"pump","siteName":"North"},"spoolDepth":0,
         "models":[{"ion":"pumps","node":"detect","status":"active","actualGeneration":2,
          "actualDigest":"sha256:0123456789abcdef","error":null}]}
        """);
    assertThat(terminal.ion("devices", "pump-1")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            id           pump-1
            labels
              role      pump
              siteName  North
            spool depth  0
            models
              ION    NODE    STATUS  ACTUAL GENERATION  ACTUAL DIGEST
              pumps  detect  active  2                  0123456789ab
            """);
  }

  @Test
  void aFleetOfManyPagesIsShownWhole() {
    hub.answers(
            "GET /api/v1/devices",
            "{\"items\":[{\"id\":\"a-1\"},{\"id\":\"a-2\"}],\"next\":\"a 2\"}")
        .answers(
            "GET /api/v1/devices?cursor=a%202", "{\"items\":[{\"id\":\"b-1\"}],\"next\":\"b-1\"}")
        .answers("GET /api/v1/devices?cursor=b-1", "{\"items\":[{\"id\":\"c-1\"}]}");
    assertThat(terminal.ion("devices")).isZero();
    assertThat(terminal.out().lines()).hasSize(5).first().asString().startsWith("DEVICE");
    assertThat(terminal.out()).contains("a-1", "a-2", "b-1", "c-1");
  }
}
