package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that tickets are signed with. */
class KeysCommandTest {
  private static final String ROOT =
      """
      {"hub":"7d0c","version":3,"stateEpoch":2,"expires":"2027-11-29T10:00:00Z",
       "madeBy":"ann","madeAt":"2026-11-29T10:00:00.5Z","reason":"a laptop was lost",
       "roles":[{"role":"root","keys":["ffff"],"threshold":1,"here":false},
        {"role":"director","keys":["0123456789abcdef"],"threshold":1,"here":true}]}
      """;

  private static final String MODELS =
      """
      {"items":[{"id":"bbbb","state":"signing","root":2,"madeAt":"2026-01-01T00:00:00Z",
        "madeBy":"admin","reason":"a laptop was lost"},
       {"id":"aaaa","state":"revoked","root":1,"madeAt":"2026-01-01T00:00:00Z","madeBy":"hub",
        "reason":"the first","revokedAt":"2026-01-01T00:00:00Z","revokedBy":"admin",
        "revokedBecause":"a laptop was lost"}]}
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
  void keysAreListedWithWhoIsStillToBeTold() {
    hub.answers(
        "GET /api/v1/keys/tickets",
        """
        {"items":[{"id":"tickets-b","state":"signing","createdBy":"admin","waitingFor":["pumps"]},
         {"id":"tickets-a","state":"retiring","createdBy":"hub","waitingFor":[]}]}
        """);
    assertThat(terminal.ion("keys")).isZero();
    assertThat(terminal.out()).contains("tickets-b", "signing", "pumps", "tickets-a", "retiring");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer admin-token");
  }

  @Test
  void aRotationSaysHowManyAreTold() {
    hub.answers(
        "POST /api/v1/keys/tickets/rotate", "{\"id\":\"tickets-c\",\"waitingFor\":[\"a\",\"b\"]}");
    assertThat(terminal.ion("keys", "rotate")).isZero();
    assertThat(terminal.out())
        .isEqualTo("tickets-c signs from now on; 2 running IONs are being told, see `ion keys`\n");
  }

  @Test
  void aKeyThatOthersHaveIsGoodNoLonger() {
    hub.answers(
        "POST /api/v1/keys/tickets/rotate?overlapSeconds=0",
        "{\"id\":\"tickets-c\",\"waitingFor\":[]}");
    assertThat(terminal.ion("keys", "rotate", "--overlap", "0s")).isZero();
    assertThat(terminal.out())
        .isEqualTo("tickets-c signs from now on; no running ION has to be told\n");
  }

  @Test
  void aWrongOverlapIsAWrongLine() {
    assertThat(terminal.ion("keys", "rotate", "--overlap", "soon")).isEqualTo(2);
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void keysOfOrdersAreListedByRole() {
    hub.answers("GET /api/v1/keys/orders", ROOT);
    assertThat(terminal.ion("keys", "orders")).isZero();
    assertThat(terminal.out())
        .contains(
            "Root 3 of hub 7d0c, epoch 2, good until 2027-11-29T10:00:00Z",
            "Made by ann at 2026-11-29T10:00:00Z: a laptop was lost",
            "director",
            "0123456789abcdef",
            "no");
  }

  @Test
  void keysOfModelsAreListedWithWhy() {
    hub.answers("GET /api/v1/keys/models", MODELS);
    assertThat(terminal.ion("keys", "models")).isZero();
    assertThat(terminal.out()).contains("bbbb", "signing", "a laptop was lost", "aaaa", "revoked");
  }

  @Test
  void modelsGetANewKeyAndAnOldOneEnds() {
    hub.answersAnyBody("POST /api/v1/keys/models/rotate", 200, MODELS);
    assertThat(terminal.ion("keys", "models", "rotate", "--reason", "a laptop was lost")).isZero();
    assertThat(hub.lastAsked().body())
        .isEqualTo("{\"reason\":\"a laptop was lost\",\"revoke\":false}");
    assertThat(terminal.ion("keys", "models", "rotate", "--revoke", "--reason", "stolen")).isZero();
    assertThat(hub.lastAsked().body()).isEqualTo("{\"reason\":\"stolen\",\"revoke\":true}");
    assertThat(terminal.ion("keys", "models", "rotate")).isEqualTo(2);

    hub.answersAnyBody("POST /api/v1/keys/models/aaaa/revoke", 200, MODELS);
    assertThat(terminal.ion("keys", "models", "revoke", "aaaa", "--reason", "all have it"))
        .isZero();
    assertThat(hub.lastAsked().body()).isEqualTo("{\"reason\":\"all have it\"}");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer admin-token");
  }

  @Test
  void aRoleGetsANewKey() {
    hub.answers("POST /api/v1/keys/orders/rotate?role=director", ROOT);
    assertThat(terminal.ion("keys", "orders", "rotate", "director")).isZero();
    assertThat(terminal.out()).startsWith("Root 3 of hub 7d0c");
    assertThat(terminal.ion("keys", "orders", "rotate")).isEqualTo(2);
  }
}
