package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {
  @TempDir Path directory;

  @Test
  void namesTheProcessThatHasThePort() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();
      assertThat(PortOwner.of(port)).contains(ProcessHandle.current());
      assertThatThrownBy(() -> start(new Layout(directory), port))
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining(
              "hub cannot start: its port %d is used by another program, process %d. End that program; or,"
                  .formatted(port, ProcessHandle.current().pid()));
    }
  }

  @Test
  void tellsOurOwnProcessFromAStranger() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();
      // this very process stands for one that an earlier command started in its directory
      Layout ours = new Layout(Path.of("").toAbsolutePath());
      assertThat(PortOwner.isOurs(ProcessHandle.current(), ours.data())).isTrue();
      assertThat(PortOwner.isOurs(ProcessHandle.current(), directory)).isFalse();
      assertThat(PortOwner.of(port)).isPresent();
    }
  }

  private static void start(Layout layout, int port) {
    new Supervisor(layout, ProcessTable.read(layout.table()), Duration.ofMillis(1))
        .start(
            new Supervisor.Definition(
                "hub", List.of("sleep", "60"), Map.of(), layout.hub(), List.of(port)));
  }
}
