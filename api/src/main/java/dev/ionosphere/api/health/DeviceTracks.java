package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Apart;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Judgement;
import dev.ionosphere.api.health.judge.Passed;
import dev.ionosphere.api.health.judge.Rules;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.SourceCheck;
import dev.ionosphere.api.health.judge.Standing;
import dev.ionosphere.api.health.judge.Sums;
import dev.ionosphere.api.health.judge.Track;
import dev.ionosphere.api.health.judge.WeightCheck;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.spec.ion.HealthPolicy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges devices one by one. Callers bring the transaction. */
@Singleton
final class DeviceTracks {

  /** Stretches of time in which late rows find their place. */
  private static final int MOST = 16;

  private final HealthTracks tracks;

  DeviceTracks(HealthTracks tracks) {
    this.tracks = tracks;
  }

  /** One device while some of its buckets are added. */
  static final class Open {

    private final HealthTrack before;
    private final boolean known;
    private Track track;
    private Instant since;
    private Instant closed;
    private Instant received;
    private @Nullable Long stretch;
    private Bucket.@Nullable SourceState source;
    private @Nullable Finding weight;

    private Open(HealthTrack before, boolean known) {
      this.before = before;
      this.known = known;
      this.track = before.kept();
      this.since = before.since();
      this.closed = before.closedAt();
      this.received = before.closedAt();
      this.stretch = before.stretch();
      this.source = before.sourceState().orElse(null);
    }

    String device() {
      return before.device();
    }

    /**
     * Which share of the bucket counts for all together. How the source stands is told by the one
     * that came last, as a device brings them in order: its clock may have been set in between.
     */
    double add(Bucket bucket, Instant came, long start, long most) {
      Sums sums = Sums.of(bucket);
      closed = bucket.closed();
      received = came;
      stretch = (long) bucket.seconds();
      source = bucket.source();
      since = bucket.closed().isBefore(since) ? bucket.closed() : since;
      long earlier = track.came(start);
      track = track.plus(start, sums);
      if (sums.came() == 0) {
        return 1;
      }
      long all = earlier + sums.came();
      Finding claimed = WeightCheck.of(all, most);
      weight = weight == null || claimed.value() > weight.value() ? claimed : weight;
      return WeightCheck.share(earlier, sums.came(), most);
    }
  }

  List<Open> open(NodeJudge.Place place, String digest, List<String> devices, Instant now) {
    Map<String, HealthTrack> known = new LinkedHashMap<>();
    tracks
        .findByIdIn(devices.stream().map(device -> HealthTrack.id(place, digest, device)).toList())
        .forEach(track -> known.put(track.device(), track));
    return devices.stream()
        .map(device -> {
          @Nullable HealthTrack track = known.get(device);
          return track == null
              ? new Open(HealthTrack.empty(place, digest, device, now), false)
              : new Open(track, true);
        })
        .toList();
  }

  /** What has passed meanwhile, by device. */
  Map<String, List<Passed>> judge(Collection<Open> open, Rules rules, HealthPolicy policy) {
    Map<String, List<Passed>> passed = new TreeMap<>();
    for (Open device : open) {
      List<Judgement> judged = device.track.judged(rules);
      HealthTrack track = judged(device, judged, rules, policy);
      passed.put(device.device(), passed(device, judged, rules));
      if (device.known) {
        tracks.update(track);
      } else {
        tracks.save(track);
      }
    }
    return passed;
  }

  /** To be unlike training is the device's own only while it stands apart. */
  private static List<Passed> passed(Open device, List<Judgement> judged, Rules rules) {
    return Passed.of(device.before.kept(), judged, rules).stream()
        .filter(passed -> passed.signal() != Signal.DEVICE)
        .toList();
  }

  private static HealthTrack judged(
      Open device, List<Judgement> judged, Rules rules, HealthPolicy policy) {
    HealthTrack before = device.before;
    @Nullable Judgement last = judged.isEmpty() ? null : judged.getLast();
    Set<Signal> raised = EnumSet.noneOf(Signal.class);
    List<Finding> findings = new ArrayList<>();
    if (last == null) {
      // Nothing new of rows: what stood, stands.
      before.signals().stream().filter(DeviceTracks::ofRows).forEach(raised::add);
      before.found().stream().filter(found -> ofRows(found.signal())).forEach(findings::add);
    } else {
      for (Map.Entry<Signal, Standing> standing : last.standing().entrySet()) {
        if (standing.getValue().raised()) {
          raised.add(standing.getKey());
        }
      }
      findings.addAll(last.broken());
    }
    List<Finding> now = new ArrayList<>();
    if (device.source != null) {
      now.addAll(SourceCheck.of(device.source, device.since, device.closed, policy.limits()));
    }
    if (device.weight != null) {
      now.add(device.weight);
    }
    now.stream()
        .filter(Finding::broken)
        .forEach(finding -> {
          raised.add(finding.signal());
          findings.add(finding);
        });
    return new HealthTrack(
        before.id(),
        before.ion(),
        before.node(),
        before.digest(),
        before.device(),
        Json.canonical(device.track.within(MOST, rules)),
        HealthTrack.text(raised),
        Json.canonical(findings),
        last == null
            ? before.score()
            : Similarities.lowest(Similarities.of(last.findings(), Signal.DEVICE)),
        device.track.usual(),
        device.source == null ? null : Json.canonical(device.source),
        device.since,
        device.received,
        last == null ? before.rowsJudged() : last.sums().rows(),
        raised.contains(Signal.DEVICE) ? Json.canonical(apart(before, last)) : null,
        device.stretch);
  }

  private static Apart apart(HealthTrack before, @Nullable Judgement last) {
    return last == null ? before.againstOthers() : before.againstOthers().judged(last.until());
  }

  private static boolean ofRows(Signal signal) {
    return switch (signal) {
      case SOURCE, LAG, WEIGHT, SILENT -> false;
      case DRIFT,
          SHIFT,
          PREDICTIONS,
          ANOMALIES,
          DEVICE,
          DEVICE_ANOMALIES,
          MISSING,
          STUCK,
          REFUSED ->
          true;
    };
  }
}
