package dev.ionosphere.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket.SourceState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeLagTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void isOfEachNodeWithAllItsDevices() {
    List<NodeLag> lags =
        NodeLag.of(
            List.of(
                track("pumps", "p-1", "sha256:1", 60, source(30, null, 100L)),
                track("pumps", "p-2", "sha256:1", 60, source(10, null, null)),
                track("fans", "f-1", "sha256:1", 60, source(5, 3_600L, 0L))),
            NOW);
    assertThat(lags)
        .containsExactly(
            new NodeLag(new NodeJudge.Place("fans", "detect"), List.of(3600.0), List.of(0.0)),
            new NodeLag(
                new NodeJudge.Place("pumps", "detect"), List.of(10.0, 30.0), List.of(100.0)));
  }

  @Test
  void takesWhatADeviceToldLast() {
    List<NodeLag> lags =
        NodeLag.of(
            List.of(
                track("pumps", "p-1", "sha256:new", 10, source(10, null, 0L)),
                track("pumps", "p-1", "sha256:old", 900, source(900, null, 500L))),
            NOW);
    assertThat(lags)
        .containsExactly(
            new NodeLag(new NodeJudge.Place("pumps", "detect"), List.of(10.0), List.of(0.0)));
  }

  @Test
  void aClockThatIsAheadIsNoNegativeAge() {
    assertThat(NodeLag.of(List.of(track("pumps", "p-1", "a", 0, source(-90, null, null))), NOW))
        .containsExactly(
            new NodeLag(new NodeJudge.Place("pumps", "detect"), List.of(0.0), List.of()));
  }

  private static SourceState source(long since, @Nullable Long newest, @Nullable Long behind) {
    return new SourceState(
        SourceState.Status.READING,
        NOW.minusSeconds(since),
        newest == null ? null : NOW.minusSeconds(newest),
        behind,
        "");
  }

  private static HealthTrack track(
      String ion, String device, String digest, long closed, SourceState source) {
    return new HealthTrack(
        device + digest,
        ion,
        "detect",
        digest,
        device,
        "{}",
        "",
        "[]",
        1,
        0,
        Json.canonical(source),
        NOW.minusSeconds(closed),
        NOW.minusSeconds(closed),
        0,
        null,
        null);
  }
}
