package dev.ionosphere.edge.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.edge.hub.BlobFetcher;
import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.log.RecentLines;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {

  @TempDir Path directory;

  @Test
  void saysDiskRefusalAndWhatFails() throws IOException {
    Incidents incidents = new Incidents(Spool.open(directory, 1 << 20), Clock.systemUTC());
    Supervisor supervisor = new Supervisor(incidents, () -> {});
    Diagnosis diagnosis = diagnosis(Clock.systemUTC(), new HubLink(), incidents, supervisor);
    assertThat(diagnosis.now().lastRefusal()).isNull();
    incidents.report("device.model.refused", null, "schema: no column 'heat'");
    supervisor.failed("thread status", null, new IllegalStateException("odd"), "started again");
    Diagnostics now = diagnosis.now();
    assertThat(now.lastRefusal()).isEqualTo("schema: no column 'heat'");
    assertThat(now.failing().get("thread status")).contains("odd");
    assertThat(now.disk().total()).isPositive();
    assertThat(now.disk().free()).isBetween(0L, now.disk().total());
  }

  @Test
  void doesNotTrustAClockThatIsOlderThanTheProgram() throws IOException {
    assertThat(clock(Instant.EPOCH, new HubLink()).trusted()).isFalse();
    assertThat(clock(Diagnosis.EARLIEST, new HubLink()).trusted()).isTrue();
    assertThat(clock(Instant.EPOCH, new HubLink()).offsetSeconds()).isNull();
  }

  @Test
  void measuresTheClockAgainstTheHubs() throws IOException {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(-3));
    Clock in2038 = Clock.fixed(Instant.parse("2038-01-19T03:14:08Z"), ZoneOffset.UTC);
    for (Clock clock : new Clock[] {late, in2038}) {
      try (TestingHub hub = new TestingHub("")) {
        TestingLink link = TestingLink.to(hub, directory, "d1", clock);
        BlobFetcher blobs =
            new BlobFetcher(Disk.local(), link.hub(), directory.resolve("fetch"), System::nanoTime);
        assertThatThrownBy(() -> blobs.fetch("00", 10, directory.resolve("blob"), at -> {}))
            .isInstanceOf(HubRefusal.class);
        Diagnostics.ClockState state = clock(clock.instant(), link.link());
        assertThat(state.trusted()).isFalse();
        assertThat(state.offsetSeconds())
            .isCloseTo(
                Duration.between(clock.instant(), Instant.now()).toSeconds(),
                org.assertj.core.data.Offset.offset(120L));
      }
    }
  }

  private Diagnostics.ClockState clock(Instant at, HubLink link) throws IOException {
    Incidents incidents = new Incidents(Spool.open(directory, 1 << 20), Clock.systemUTC());
    Clock clock = Clock.fixed(at, ZoneOffset.UTC);
    return diagnosis(clock, link, incidents, new Supervisor(incidents, () -> {})).now().clock();
  }

  private Diagnosis diagnosis(
      Clock clock, HubLink link, Incidents incidents, Supervisor supervisor) {
    return new Diagnosis(directory, clock, link, incidents, supervisor, RecentLines.ofTheProcess());
  }
}
