package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The unit that devices are run by starts what is shipped, with the flags it is shipped with. */
class SystemdUnitTest {

  private final List<String> unit;
  private final Properties process = new Properties();

  SystemdUnitTest() throws IOException {
    unit =
        Files.readString(Path.of("../docs/how-to/ionosphere-edge.service"))
            .replaceAll("\\\\\n\\s*", "")
            .lines()
            .toList();
    try (Reader properties = Files.newBufferedReader(Path.of("process.properties"))) {
      process.load(properties);
    }
  }

  @Test
  void startsTheAgentWithItsFlagsAndVariables() {
    assertThat(unit)
        .contains(
            "ExecStart=/usr/bin/java %s -cp /opt/ionosphere/worker-edge/*:/opt/ionosphere/worker-edge-mqtt/* %s"
                .formatted(process.getProperty("jvm"), process.getProperty("main")))
        .contains("Environment=" + process.getProperty("env"));
  }

  @Test
  void isReadOnlyButItsState() {
    assertThat(unit)
        .contains("ProtectSystem=strict", "StateDirectory=ionosphere")
        .contains("Environment=ION_EDGE_DATA=/var/lib/ionosphere")
        .noneMatch(line -> line.startsWith("ReadWritePaths="));
  }

  @Test
  void isStartedAgainUnlessThatCannotHelp() {
    assertThat(unit).contains("Restart=always", "StartLimitIntervalSec=0");
    assertThat(unit).contains("RestartPreventExitStatus=2 3");
  }
}
