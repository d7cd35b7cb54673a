package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
  private static final String EVENTS =
      """
      event: heartbeat
      data: {"kind":"heartbeat","subject":"","sequence":0,"time":"2026-01-01T00:00:00Z"}

      event: training.started
      data: {"kind":"training.started","ion":"pumps","node":"learn","subject":"pumps.learn.1","sequence":4,"time":"2026-01-01T00:00:01.123Z"}

      event: ion.applied
      data: {"kind":"ion.applied","ion":"pumps","subject":"pumps","sequence":0,"time":"2026-01-01T00:00:02Z"}

      event: model.released
      data: {"kind":"model.released","ion":"pumps","node":"detect","subject":"sha256:0123456789abcdef","sequence":9,"time":"2026-01-01T00:00:03Z"}

      """;

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
    hub.answers("GET /api/v1/events", EVENTS);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void printsALineForAPerson() {
    assertThat(terminal.ion("watch")).isEqualTo(4);
    assertThat(terminal.out())
        .isEqualTo(
            """
            2026-01-01T00:00:01Z  training.started      pumps/learn  pumps.learn.1
            2026-01-01T00:00:02Z  ion.applied           pumps
            2026-01-01T00:00:03Z  model.released        pumps/detect  0123456789ab
            """);
    assertThat(terminal.err()).isEqualTo("ion: The hub ended the stream of events.\n");
  }

  @Test
  void printsOneObjectALineForAProgram() {
    assertThat(terminal.ion("watch", "-o", "json")).isEqualTo(4);
    assertThat(terminal.out().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"kind\":"));
    assertThat(terminal.json().path("node").asText()).isEqualTo("learn");
    assertThat(terminal.ion("watch", "-o", "yaml")).isEqualTo(4);
    assertThat(terminal.out()).startsWith("---\nkind: training.started\nion: pumps\n");
  }

  @Test
  void watchesOneIon() {
    hub.answers("GET /api/v1/events?ion=pumps", "event: x\ndata: not json\n\n");
    assertThat(terminal.ion("watch", "--ion", "pumps")).isEqualTo(1);
    assertThat(terminal.err()).contains("The hub sent an event that is not JSON: not json");
  }
}
