package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Apart;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.Track;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket.SourceState;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the judge goes on from: of one device, or of all together.
 *
 * @param id {@code <ion>.<node>.<digest>:<device>}
 * @param device empty for all together
 * @param track JSON
 * @param raised signals, with commas
 * @param findings JSON; those that are broken
 * @param score lowest similarity at the last judgement, 1 before it
 * @param usual rows that come in a bucket that has any
 * @param source JSON, of the newest bucket
 * @param since when the first bucket was closed
 * @param closedAt when the last bucket came
 * @param apart JSON of how it stands against the others; absent while it is like training
 * @param stretch seconds of the stretches that it counts in; absent of all together, and before
 *     0.4.1
 */
@MappedEntity("health_track")
public record HealthTrack(
    @Id String id,
    String ion,
    String node,
    String digest,
    String device,
    String track,
    String raised,
    String findings,
    double score,
    double usual,
    @Nullable String source,
    Instant since,
    Instant closedAt,
    long rowsJudged,
    @Nullable String apart,
    @Nullable Long stretch) {

  static String id(NodeJudge.Place place, String digest, String device) {
    return NodeHealth.id(place.ion(), place.node(), digest) + ":" + device;
  }

  static HealthTrack empty(NodeJudge.Place place, String digest, String device, Instant now) {
    return new HealthTrack(
        id(place, digest, device),
        place.ion(),
        place.node(),
        digest,
        device,
        Json.canonical(Track.EMPTY),
        "",
        "[]",
        1,
        0,
        null,
        now,
        now,
        0,
        null,
        null);
  }

  Track kept() {
    return Json.read(track, Track.class);
  }

  public Set<Signal> signals() {
    return signals(raised);
  }

  /** How it stands against the others. */
  Apart againstOthers() {
    return apart == null ? Apart.NONE : Json.read(apart, Apart.class);
  }

  HealthTrack with(Apart standing) {
    return new HealthTrack(
        id,
        ion,
        node,
        digest,
        device,
        track,
        raised,
        findings,
        score,
        usual,
        source,
        since,
        closedAt,
        rowsJudged,
        Json.canonical(standing),
        stretch);
  }

  /** Signals that are told: to be unlike training is the device's own only if it stands apart. */
  public Set<Signal> told() {
    Set<Signal> told = signals();
    if (!againstOthers().raised()) {
      told.remove(Signal.DEVICE);
    }
    return told;
  }

  /** What is broken of the signals that are told. */
  public List<Finding> toldOf() {
    Set<Signal> told = told();
    return found().stream().filter(found -> told.contains(found.signal())).toList();
  }

  public List<Finding> found() {
    return Json.read(findings, new com.fasterxml.jackson.core.type.TypeReference<>() {});
  }

  public Optional<SourceState> sourceState() {
    return Optional.ofNullable(source).map(json -> Json.read(json, SourceState.class));
  }

  static String text(Set<Signal> signals) {
    return signals.stream().map(Signal::name).collect(Collectors.joining(","));
  }

  static Set<Signal> signals(String text) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    Arrays.stream(text.split(","))
        .filter(name -> !name.isEmpty())
        .forEach(name -> signals.add(Signal.valueOf(name)));
    return signals;
  }
}
