package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that hold what the hub did not sign. */
class DeviceConflictsTest {
  private static final String OVERRULE = "POST /api/v1/orders/conflicts/overrule";

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
  void conflictsAreListedWithBothNumbers() {
    hub.answers(
        "GET /api/v1/orders/conflicts",
        """
        {"items":[{"device":"pump-1","conflict":"newer","holds":"1.43","digest":"sha256:a",
          "signed":"1.40","root":2,"since":"2026-01-01T00:00:00Z"}]}
        """);
    assertThat(terminal.ion("devices", "conflicts")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            DEVICE  CONFLICT  HOLDS  SIGNED HERE  ROOT  SINCE
            pump-1  newer     1.43   1.40         2     90s
            """);
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer viewer-token");
  }

  @Test
  void theListOfDevicesMarksThem() {
    hub.answers(
        "GET /api/v1/devices",
        """
        {"items":[{"id":"pump-1","held":{"order":"1.43","root":2,"conflict":"newer"}},
         {"id":"pump-2","held":{"order":"1.40","root":2,"conflict":null}},{"id":"pump-3"}]}
        """);
    assertThat(terminal.ion("devices")).isZero();
    assertThat(terminal.out()).contains("1.43, conflict", "1.40  ");
  }

  @Test
  void aDeviceThatRunsNothingHasNoGeneration() {
    hub.answers(
        "GET /api/v1/devices",
        """
        {"items":[{"id":"pump-1","models":[{"status":"not-asked","actualGeneration":0}],
          "spoolDepth":7}]}
        """);
    assertThat(terminal.ion("devices")).isZero();
    assertThat(terminal.out()).contains("not-asked  -           -").doesNotContain("0");
  }

  @Test
  void oneAnswerForSomeOrForAll() {
    hub.answersAnyBody(OVERRULE, 200, "{\"overruled\":[\"pump-1\",\"pump-2\"],\"refused\":[]}");
    assertThat(
            terminal.ion(
                "devices", "overrule", "pump-1", "pump-2", "--reason", "the disk was lost"))
        .isZero();
    assertThat(hub.lastAsked().body())
        .isEqualTo(
            "{\"reason\":\"the disk was lost\",\"all\":false,\"devices\":[\"pump-1\",\"pump-2\"]}");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer operator-token");
    assertThat(terminal.out())
        .isEqualTo("2 devices follow this hub again, from the next order on.\n");

    assertThat(terminal.ion("devices", "overrule", "--all", "--reason", "lost")).isZero();
    assertThat(hub.lastAsked().body())
        .isEqualTo("{\"reason\":\"lost\",\"all\":true,\"devices\":[]}");
    assertThat(terminal.ion("devices", "overrule", "--all")).isEqualTo(2);
  }

  @Test
  void whatCannotBeSignedIsSaid() {
    hub.answersAnyBody(
        OVERRULE,
        200,
        "{\"overruled\":[\"a\"],\"refused\":[{\"device\":\"b\",\"reason\":\"device b believes root 4\"}]}");
    assertThat(terminal.ion("devices", "overrule", "a", "b", "--reason", "lost")).isEqualTo(1);
    assertThat(terminal.out())
        .isEqualTo("1 device follows this hub again, from the next order on.\n");
    assertThat(terminal.err()).contains("device b believes root 4");
  }

  @Test
  void nothingIsSaidToFollowWhereNothingDoes() {
    hub.answersAnyBody(
        OVERRULE,
        200,
        "{\"overruled\":[],\"refused\":[{\"device\":\"b\",\"reason\":\"there is no device \\\"b\\\"\"}]}");
    assertThat(terminal.ion("devices", "overrule", "b", "--reason", "lost")).isEqualTo(1);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("there is no device \"b\"");
  }
}
