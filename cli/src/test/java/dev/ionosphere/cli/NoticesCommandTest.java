package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesCommandTest {
  private static final String ROUTES = "/api/v1/notices/routes";

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
  void listsWhatWasSent() {
    String list =
        """
        {"items":[{"route":"ops","state":"refused","createdAt":"2026-01-01T00:00:00Z",
          "title":"200 alerts: 200 drift","reason":"webhook of a answered 410"}]}
        """;
    hub.answers("GET /api/v1/notices/deliveries?limit=50", list)
        .answers("GET /api/v1/notices/deliveries?limit=5&route=ops", list);
    String table =
        """
        ROUTE  STATE    MADE  TITLE                  REASON
        ops    refused  90s   200 alerts: 200 drift  webhook of a answered 410
        """;
    assertThat(terminal.ion("notices")).isZero();
    assertThat(terminal.out()).isEqualTo(table);
    assertThat(terminal.ion("notices", "list", "--route", "ops", "--limit", "5")).isZero();
    assertThat(terminal.out()).isEqualTo(table);
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer viewer-token");
  }

  @Test
  void setsAWebhookAsTheAdmin() {
    hub.answersTo(
        "PUT " + ROUTES + "/ops",
        """
        {"ions":"pump-*","labels":"site=a","severity":"critical","group":"30s","repeat":"never",
         "topics":["alert:drift","approval-waiting"],
         "target":{"webhook":{"url":"https://hooks.example.org/${secret}","format":"slack",
           "secret":{"name":"hook-key"}}}}
        """,
        "{\"name\":\"ops\"}");
    assertThat(
            terminal.ion(
                "notices",
                "routes",
                "set",
                "ops",
                "--ion",
                "pump-*",
                "--label",
                "site=a",
                "--severity",
                "critical",
                "--group",
                "30s",
                "--repeat",
                "never",
                "--topic",
                "alert:drift",
                "--topic",
                "approval-waiting",
                "--webhook",
                "https://hooks.example.org/${secret}",
                "--format",
                "slack",
                "--secret",
                "hook-key"))
        .isZero();
    assertThat(terminal.out()).isEqualTo("Route ops is set. Try it: ion notices test ops\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer admin-token");
  }

  @Test
  void setsMail() {
    hub.answersTo(
        "PUT " + ROUTES + "/ops",
        """
        {"ions":"*","labels":"","severity":"warning","group":"1m","repeat":"4h","topics":[],
         "target":{"mail":{"server":"smtps://mail.example.org","from":"ion@example.org",
           "to":["ann@example.org","bob@example.org"],"login":{"name":"mail-login"}}}}
        """,
        "{\"name\":\"ops\"}");
    assertThat(
            terminal.ion(
                "notices",
                "routes",
                "set",
                "ops",
                "--mail",
                "smtps://mail.example.org",
                "--from",
                "ion@example.org",
                "--to",
                "ann@example.org",
                "--to",
                "bob@example.org",
                "--login",
                "mail-login"))
        .isZero();
  }

  @Test
  void aRouteNeedsOneTarget() {
    assertThat(terminal.ion("notices", "routes", "set", "ops")).isEqualTo(2);
    assertThat(terminal.err()).isEqualTo("ion: exactly one of --webhook and --mail is needed\n");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void listsAndRemovesRoutes() {
    hub.answers(
            "GET " + ROUTES,
            """
            [{"name":"ops","ions":"*","topics":["alert"],"severity":"warning","group":"1m",
              "repeat":"4h","target":{"webhook":{"url":"https://a"}}},
             {"name":"us","ions":"*","topics":["alert"],"severity":"info","group":"1m",
              "repeat":"never","target":{"mail":{"to":["a@b","c@d"]}}}]
            """)
        .answers("DELETE " + ROUTES + "/ops", 204, "");
    assertThat(terminal.ion("notices", "routes")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            ROUTE  TELLS      IONS  TOPICS  SEVERITY  GROUP  REPEAT
            ops    https://a  *     alert   warning   1m     4h
            us     a@b,c@d    *     alert   info      1m     never
            """);
    assertThat(terminal.ion("notices", "routes", "remove", "ops")).isZero();
    assertThat(terminal.out()).isEqualTo("Route ops is removed.\n");
  }

  @Test
  void mutesAndEndsAsTheOperator() {
    hub.answersTo(
            "POST /api/v1/notices/mutes",
            "{\"ions\":\"pump-*\",\"lasts\":\"2h\",\"reason\":\"works\",\"topics\":[\"alert\"]}",
            "{\"id\":7,\"until\":\"2026-01-01T02:00:00.5Z\"}")
        .answers("GET /api/v1/notices/mutes", "[]")
        .answers("DELETE /api/v1/notices/mutes/7", 204, "");
    assertThat(
            terminal.ion(
                "notices",
                "mutes",
                "add",
                "--ion",
                "pump-*",
                "--topic",
                "alert",
                "--for",
                "2h",
                "--reason",
                "works"))
        .isZero();
    assertThat(terminal.out()).isEqualTo("Mute 7 holds until 2026-01-01T02:00:00Z.\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer operator-token");
    assertThat(terminal.ion("notices", "mutes", "end", "7")).isZero();
    assertThat(terminal.ion("notices", "mutes")).isZero();
    assertThat(terminal.out()).isEqualTo("none\n");
    assertThat(terminal.ion("notices", "mutes", "add", "--for", "2h")).isEqualTo(2);
    assertThat(terminal.err()).contains("--reason");
  }

  @Test
  void aTestThatIsNotDeliveredFails() {
    String test = "POST " + ROUTES + "/ops/test";
    hub.answers(test, "{\"state\":\"refused\",\"reason\":\"'hook-key' is missing\"}")
        .answers(test, "{\"state\":\"delivered\",\"reason\":null}");
    assertThat(terminal.ion("notices", "test", "ops")).isEqualTo(1);
    assertThat(terminal.out()).isEqualTo("Test of route ops: refused, 'hook-key' is missing\n");
    assertThat(terminal.ion("notices", "test", "ops")).isZero();
    assertThat(terminal.out()).isEqualTo("Test of route ops: delivered\n");
  }
}
