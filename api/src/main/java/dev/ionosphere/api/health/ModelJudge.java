package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Cohort;
import dev.ionosphere.api.health.judge.Passed;
import dev.ionosphere.api.health.judge.Rules;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.Sums;
import dev.ionosphere.api.health.judge.Track;
import dev.ionosphere.api.health.judge.WeightCheck;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.spec.ion.HealthPolicy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges one model of a node on some buckets: adds them to the tracks of their devices and, no
 * device for more than its share, to that of all together. Callers bring the transaction.
 */
@Singleton
final class ModelJudge {

  private final HealthTracks tracks;
  private final DeviceTracks devices;
  private final FleetTrack fleet;
  private final NodeHealths healths;
  private final Baselines baselines;

  ModelJudge(
      HealthTracks tracks,
      DeviceTracks devices,
      FleetTrack fleet,
      NodeHealths healths,
      Baselines baselines) {
    this.tracks = tracks;
    this.devices = devices;
    this.fleet = fleet;
    this.healths = healths;
    this.baselines = baselines;
  }

  /** What has passed meanwhile: by device, that of all together by none. */
  Map<String, List<Passed>> judge(
      NodeJudge.Place place,
      String digest,
      HealthPolicy policy,
      List<StoredBucket> fresh,
      Instant now) {
    Baseline baseline = baselines.of(digest).orElse(new Baseline(List.of()));
    long most =
        Cohort.mostRows(tracks.usual(place.ion(), place.node(), digest), policy.limits().weight());
    long stretch = Cohort.stretch(tracks.stretches(place.ion(), place.node()));
    Map<String, DeviceTracks.Open> open = new LinkedHashMap<>();
    devices
        .open(place, digest, fresh.stream().map(StoredBucket::device).distinct().toList(), now)
        .forEach(track -> open.put(track.device(), track));
    HealthTrack stored =
        tracks
            .findById(HealthTrack.id(place, digest, ""))
            .orElseGet(() -> HealthTrack.empty(place, digest, "", now));
    Track all = kept(stored);
    for (StoredBucket one : fresh) {
      DeviceTracks.Open device = open.get(one.device());
      if (device != null) {
        Bucket bucket = one.bucket();
        long start = start(one, bucket, stretch);
        Sums sums = Sums.of(bucket);
        double weight = device.add(bucket, one.receivedAt(), start, most);
        all = all.plus(start, sums.weighing(weight * late(all, start, sums, most), chance(one)));
      }
    }
    int others =
        (int) Math.min(Integer.MAX_VALUE, tracks.devices(place.ion(), place.node(), digest));
    Map<String, List<Passed>> passed =
        devices.judge(
            open.values(), Rules.ofDevice(baseline, policy, Math.max(others, open.size())), policy);
    passed.put("", fleet.judge(place, stored, all, Rules.ofFleet(baseline, policy), now));
    return passed;
  }

  /**
   * What comes before all that is kept is judged with the oldest, which must not become the window
   * of who was away: all of it counts as one device.
   */
  private static double late(Track all, long start, Sums sums, long most) {
    return start >= all.settled() || sums.came() == 0
        ? 1
        : WeightCheck.share(all.late(), sums.came(), most);
  }

  /** What a hub up to 0.3.0 found, stands until enough judgements say otherwise. */
  private Track kept(HealthTrack stored) {
    Track track = stored.kept();
    return track.newest() == Track.EMPTY.newest()
            && healths
                .findById(NodeHealth.id(stored.ion(), stored.node(), stored.digest()))
                .map(NodeHealth::drifted)
                .orElse(false)
        ? track.raised(Signal.DRIFT)
        : track;
  }

  /** The same whenever the bucket is judged. */
  private static double chance(StoredBucket stored) {
    return Long.parseLong(stored.bodyHash().substring(0, 8), 16) / (double) (1L << 32);
  }

  /**
   * What has not begun by the hub's clock is of when it came: else the newest window were that of
   * the clock that is most ahead. Who counts in other stretches than the others has no windows of
   * its own between theirs.
   */
  private static long start(StoredBucket stored, Bucket bucket, long stretch) {
    long came = stored.receivedAt().getEpochSecond();
    long start = stored.startedAt().getEpochSecond();
    long begun = start > came ? whole(came, bucket.seconds()) : start;
    return whole(begun, stretch);
  }

  private static long whole(long time, long stretch) {
    return Math.floorDiv(time, stretch) * stretch;
  }
}
