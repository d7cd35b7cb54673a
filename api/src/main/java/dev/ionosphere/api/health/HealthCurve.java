package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Judgement;
import dev.ionosphere.api.health.judge.Signal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the points of the curve as the judgements are: late rows change some. */
@Singleton
final class HealthCurve {

  private final HealthPoints points;

  HealthCurve(HealthPoints points) {
    this.points = points;
  }

  /** Callers bring the transaction. */
  void draw(NodeJudge.Place place, String digest, List<Judgement> judged, Instant now) {
    if (judged.isEmpty()) {
      return;
    }
    Map<Instant, HealthPoint> before = new HashMap<>();
    points
        .findByIonAndNodeAndDigestAndSeenFromGreaterThanEquals(
            place.ion(), place.node(), digest, Instant.ofEpochSecond(judged.getFirst().from()))
        .forEach(point -> {
          @Nullable Instant from = point.seenFrom();
          if (from != null) {
            before.put(from, point);
          }
        });
    for (Judgement judgement : judged) {
      HealthPoint point = point(place, digest, judgement, now);
      @Nullable HealthPoint old = before.remove(Instant.ofEpochSecond(judgement.from()));
      if (old == null || !old.says(point)) {
        if (old != null) {
          points.delete(old);
        }
        points.save(point);
      }
    }
    before.values().forEach(points::delete);
  }

  private static HealthPoint point(
      NodeJudge.Place place, String digest, Judgement judgement, Instant now) {
    Map<String, Double> similarity = Similarities.of(judgement.findings(), Signal.DRIFT);
    return new HealthPoint(
        null,
        place.ion(),
        place.node(),
        digest,
        similarity,
        Similarities.lowest(similarity),
        judgement.sums().rows(),
        judgement.of(Signal.DRIFT).raised(),
        now,
        Instant.ofEpochSecond(judgement.from()));
  }
}
