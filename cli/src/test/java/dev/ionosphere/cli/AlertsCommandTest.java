package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsCommandTest {
  private static final String DRIFT =
      """
      {"items":[{"id":7,"ion":"pumps","node":"detect","device":"pump-1","kind":"device-refused",
        "severity":"critical","message":"the model does not fit","openedAt":"2026-01-01T00:00:00Z"},
       {"id":6,"ion":"pumps","node":"detect","kind":"drift","severity":"warning",
        "message":"sensor4 0.41","openedAt":"2025-12-31T22:01:30Z"}]}
      """;

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
  void listsWhatIsOpen() {
    hub.answers("GET /api/v1/alerts?state=open", DRIFT);
    assertThat(terminal.ion("alerts")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            ALERT  SEVERITY  KIND            ION    NODE    DEVICE  OPENED  MESSAGE
            7      critical  device-refused  pumps  detect  pump-1  90s     the model does not fit
            6      warning   drift           pumps  detect  -       2h      sensor4 0.41
            """);
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer viewer-token");
  }

  @Test
  void listsOtherStatesAndForPrograms() {
    hub.answers("GET /api/v1/alerts?state=closed", DRIFT)
        .answers("GET /api/v1/alerts?state=acknowledged", "{\"items\":[]}");
    assertThat(terminal.ion("alerts", "--state", "closed", "-o", "json")).isZero();
    assertThat(terminal.json().at("/items/0/device").asText()).isEqualTo("pump-1");
    assertThat(terminal.ion("alerts", "--state", "acknowledged")).isZero();
    assertThat(terminal.out()).isEqualTo("none\n");
    assertThat(terminal.ion("alerts", "--state", "muted")).isEqualTo(2);
    assertThat(terminal.err()).contains("muted", "open, acknowledged, closed");
  }

  @Test
  void acknowledgesAndClosesAsTheOperator() {
    hub.answers("POST /api/v1/alerts/7/acknowledge", "{\"id\":7}")
        .answers("POST /api/v1/alerts/7/close", "{\"id\":7}");
    assertThat(terminal.ion("alerts", "acknowledge", "7")).isZero();
    assertThat(terminal.out()).isEqualTo("Alert 7 is acknowledged.\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer operator-token");
    assertThat(terminal.ion("alerts", "close", "7", "-o", "yaml")).isZero();
    assertThat(terminal.out()).isEqualTo("id: 7\n");
  }

  @Test
  void anAlertThatIsClosedAlreadyStaysSo() {
    hub.refuses("POST /api/v1/alerts/7/acknowledge", 409, "alert 7 is closed");
    assertThat(terminal.ion("alerts", "acknowledge", "7")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("ion: alert 7 is closed\n");
    assertThat(terminal.ion("alerts", "acknowledge")).isEqualTo(2);
    assertThat(terminal.err()).contains("Missing required parameter: 'ALERT'");
  }
}
