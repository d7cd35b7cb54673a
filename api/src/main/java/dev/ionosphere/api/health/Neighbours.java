package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Apart;
import dev.ionosphere.api.health.judge.Cohort;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.spec.ion.HealthPolicy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds devices that are unlike training against the others of their model. Callers bring the
 * transaction.
 */
@Singleton
final class Neighbours {

  private final HealthTracks tracks;

  Neighbours(HealthTracks tracks) {
    this.tracks = tracks;
  }

  /** The devices of a node that something is wrong with, as they stand now. */
  List<HealthTrack> compared(NodeJudge.Place place, HealthPolicy policy) {
    Map<String, Cohort> cohorts = new HashMap<>();
    List<HealthTrack> compared = new ArrayList<>();
    for (HealthTrack track : tracks.raised(place.ion(), place.node())) {
      compared.add(
          track.signals().contains(Signal.DEVICE)
              ? compared(
                  track,
                  cohorts.computeIfAbsent(track.digest(), digest -> cohort(place, digest)),
                  policy)
              : track);
    }
    return compared;
  }

  private Cohort cohort(NodeJudge.Place place, String digest) {
    return Cohort.of(tracks.scores(place.ion(), place.node(), digest));
  }

  private HealthTrack compared(HealthTrack track, Cohort cohort, HealthPolicy policy) {
    Apart before = track.againstOthers();
    Apart now = before.among(track.score(), cohort, policy.hysteresis());
    if (now.equals(before)) {
      return track;
    }
    long unused = tracks.setApart(track.id(), Json.canonical(now));
    return track.with(now);
  }
}
