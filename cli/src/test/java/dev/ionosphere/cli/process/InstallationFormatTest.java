package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installations of other releases. */
class InstallationFormatTest {

  private static final String OLDER = "{\"ports\":{\"hub\":20001},\"edges\":{}}";

  @TempDir Path directory;
  private Layout layout;

  @BeforeEach
  void start() throws IOException {
    layout = new Layout(directory);
    Files.createDirectories(layout.hub());
  }

  @Test
  void anOlderInstallationIsToldToStartAnew() throws IOException {
    Files.writeString(layout.table(), OLDER);
    Files.createFile(layout.hub().resolve("hub.mv.db"));
    refused(
        "the installation in %s is older than 0.2.0 and cannot be read; delete it, or set ION_DATA to another directory, and start anew"
            .formatted(directory));

    table().started("hub", new RunningProcess(1, Instant.EPOCH));
    table().ended("hub");
    refused("the installation in %s is older than 0.2.0".formatted(directory));
  }

  @Test
  void aNewerInstallationIsLeftAlone() throws IOException {
    Files.writeString(layout.table(), "{\"format\":2}");
    refused("the installation in %s was made by a newer release".formatted(directory));
  }

  @Test
  void ownInstallationsAreStarted() throws IOException {
    table().started("hub", new RunningProcess(1, Instant.EPOCH));
    Files.createFile(layout.hub().resolve("hub.mv.db"));
    new Supervisor(layout, table()).checkReadable();
  }

  @Test
  void whatHoldsNoDataYetIsStarted() throws IOException {
    Files.writeString(layout.table(), OLDER);
    table().started("hub", new RunningProcess(1, Instant.EPOCH));
    Files.createFile(layout.hub().resolve("hub.mv.db"));
    new Supervisor(layout, table()).checkReadable();
  }

  @Test
  void whatBeginsBetweenTwoLooksIsOfToday() throws IOException {
    Files.writeString(layout.table(), OLDER);
    ProcessTable read = table();
    Files.createFile(layout.hub().resolve("hub.mv.db"));
    read.started("hub", new RunningProcess(1, Instant.EPOCH));
    new Supervisor(layout, table()).checkReadable();
  }

  private void refused(String message) {
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> new Supervisor(layout, table()).checkReadable())
        .satisfies(refused -> assertThat(refused.getMessage()).startsWith(message));
  }

  private ProcessTable table() {
    return ProcessTable.read(layout.table());
  }
}
