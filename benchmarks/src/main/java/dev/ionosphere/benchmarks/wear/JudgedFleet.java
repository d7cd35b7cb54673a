package dev.ionosphere.benchmarks.wear;

import dev.ionosphere.api.health.judge.Apart;
import dev.ionosphere.api.health.judge.Cohort;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Judgement;
import dev.ionosphere.api.health.judge.Rules;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.Sums;
import dev.ionosphere.api.health.judge.Track;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a fleet as the hub does, a bucket a tick: each engine by itself, all together, and each
 * against the others. An engine that has failed leaves the fleet.
 */
final class JudgedFleet {

  /** As many stretches of time as the hub keeps. */
  private static final int OF_DEVICE = 16;

  private static final int OF_FLEET = 64;

  private final Baseline baseline;
  private final HealthPolicy policy;
  private final Map<String, Track> tracks = new HashMap<>();
  private final Map<String, Double> scores = new HashMap<>();
  private final Map<String, Apart> apart = new HashMap<>();
  private Track all = Track.EMPTY;
  private boolean drifted;

  JudgedFleet(Baseline baseline, HealthPolicy policy) {
    this.baseline = baseline;
    this.policy = policy;
  }

  /** What is told after each tick. */
  WearTally fly(List<Engine> engines) {
    WearTally tally = new WearTally(engines.size());
    int end = engines.stream().mapToInt(Engine::end).max().orElse(0);
    for (int tick = 0; tick < end; tick++) {
      for (Engine engine : engines) {
        fly(engine, tick);
      }
      judge(engines, tick);
      Cohort cohort = Cohort.of(List.copyOf(scores.values()));
      for (Engine engine : engines) {
        int made = engine.made(tick);
        if (made > 0) {
          apart.computeIfPresent(
              engine.name(),
              (name, standing) ->
                  standing.among(scores.getOrDefault(name, 1.0), cohort, policy.hysteresis()));
          boolean told = apart.getOrDefault(engine.name(), Apart.NONE).raised();
          tally.add(engine, made, told, drifted);
        }
      }
    }
    return tally;
  }

  private void fly(Engine engine, int tick) {
    int made = engine.made(tick);
    if (made == 0) {
      tracks.remove(engine.name());
      scores.remove(engine.name());
      apart.remove(engine.name());
      return;
    }
    Sums sums = Flights.sums(baseline, engine.flights().subList(made - 1, made));
    all = all.plus(tick, sums);
    tracks.merge(engine.name(), Track.EMPTY.plus(tick, sums), (old, one) -> old.plus(tick, sums));
  }

  private void judge(List<Engine> engines, int tick) {
    Rules ofDevice = Rules.ofDevice(baseline, policy, tracks.size());
    engines.stream()
        .filter(engine -> engine.made(tick) > 0)
        .forEach(engine ->
            tracks.computeIfPresent(
                engine.name(),
                (name, track) -> {
                  List<Judgement> judged = track.judged(ofDevice);
                  if (!judged.isEmpty()) {
                    Judgement last = judged.getLast();
                    scores.put(name, lowest(last.findings()));
                    if (last.of(Signal.DEVICE).raised()) {
                      apart.merge(
                          name,
                          Apart.NONE.judged(last.until()),
                          (standing, none) -> standing.judged(last.until()));
                    } else {
                      apart.remove(name);
                    }
                  }
                  return track.within(OF_DEVICE, ofDevice);
                }));
    Rules ofFleet = Rules.ofFleet(baseline, policy);
    List<Judgement> judged = all.judged(ofFleet);
    if (!judged.isEmpty()) {
      drifted = judged.getLast().of(Signal.DRIFT).raised();
    }
    all = all.within(OF_FLEET, ofFleet);
  }

  private static double lowest(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.signal() == Signal.DEVICE)
        .mapToDouble(Finding::value)
        .min()
        .orElse(1);
  }
}
