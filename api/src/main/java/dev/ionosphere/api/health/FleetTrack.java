package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Judgement;
import dev.ionosphere.api.health.judge.Passed;
import dev.ionosphere.api.health.judge.Rules;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.Standing;
import dev.ionosphere.api.health.judge.Track;
import dev.ionosphere.api.json.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges all devices of a node together. Callers bring the transaction. */
@Singleton
final class FleetTrack {

  /** Stretches of time in which late rows find their place. */
  private static final int MOST = 64;

  private final HealthTracks tracks;
  private final NodeHealths healths;
  private final HealthCurve curve;

  FleetTrack(HealthTracks tracks, NodeHealths healths, HealthCurve curve) {
    this.tracks = tracks;
    this.healths = healths;
    this.curve = curve;
  }

  /** What has passed meanwhile. */
  List<Passed> judge(
      NodeJudge.Place place, HealthTrack before, Track track, Rules rules, Instant now) {
    List<Judgement> judged = track.judged(rules);
    HealthTrack after =
        new HealthTrack(
            before.id(),
            before.ion(),
            before.node(),
            before.digest(),
            "",
            Json.canonical(track.within(MOST, rules)),
            "",
            "[]",
            1,
            track.usual(),
            null,
            before.since(),
            now,
            judged.isEmpty() ? before.rowsJudged() : judged.getLast().sums().rows(),
            null,
            null);
    if (tracks.existsById(before.id())) {
      tracks.update(after);
    } else {
      tracks.save(after);
    }
    if (!judged.isEmpty()) {
      keep(place, before.digest(), judged.getLast(), now);
      curve.draw(place, before.digest(), judged, now);
    }
    return Passed.of(before.kept(), judged, rules);
  }

  private void keep(NodeJudge.Place place, String digest, Judgement last, Instant now) {
    String id = NodeHealth.id(place.ion(), place.node(), digest);
    Map<String, Double> similarity = Similarities.of(last.findings(), Signal.DRIFT);
    Standing drift = last.of(Signal.DRIFT);
    Set<Signal> raised = EnumSet.noneOf(Signal.class);
    last.standing()
        .forEach((signal, standing) -> {
          if (standing.raised()) {
            raised.add(signal);
          }
        });
    NodeHealth health =
        new NodeHealth(
            id,
            place.ion(),
            place.node(),
            digest,
            drift.raised(),
            drift.disagreeing(),
            similarity,
            last.sums().rows(),
            now,
            false,
            0,
            null,
            Json.canonical(last.sums()),
            Json.canonical(last.findings()),
            HealthTrack.text(raised),
            Instant.ofEpochSecond(last.from()),
            Instant.ofEpochSecond(last.until()),
            false);
    long known =
        healths.judged(
            id,
            health.drifted(),
            health.disagreeing(),
            similarity,
            health.rowsJudged(),
            now,
            Json.canonical(last.sums()),
            health.findings(),
            health.raised(),
            Instant.ofEpochSecond(last.from()),
            Instant.ofEpochSecond(last.until()));
    if (known == 0) {
      healths.save(health);
    }
  }
}
