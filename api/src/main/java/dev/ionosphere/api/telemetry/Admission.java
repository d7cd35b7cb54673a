package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.health.Baselines;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.ratelimit.RateLimiter;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.health.Baseline;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a delivery are accepted: those about nodes the device serves, about models that
 * were released to them, with plausible counts. The rest is dropped and reported. The device does
 * not send it again.
 */
@Singleton
final class Admission {

  /** As many as a device sends at once. */
  private static final int MOST_INCIDENTS = 200;

  /** How fast a device may fill ledgers: at once, and in each hour for long. */
  private static final int INCIDENTS_AN_HOUR = 1_000;

  private final DeviceScope scope;
  private final Baselines baselines;
  private final RateLimiter incidentLimit;
  private final GracePeriod gracePeriod;

  Admission(DeviceScope scope, Baselines baselines, Clock clock) {
    this.scope = scope;
    this.baselines = baselines;
    this.incidentLimit =
        new RateLimiter(INCIDENTS_AN_HOUR, INCIDENTS_AN_HOUR, Duration.ofHours(1), clock);
    this.gracePeriod = new GracePeriod(clock);
  }

  /**
   * What was taken and what was not.
   *
   * @param records each as it came, or refused
   * @param refused by ION, why; only of IONs that exist
   * @param strange why, of IONs that do not
   */
  record Admitted(
      List<Telemetry.Actual> actual,
      List<Reported> records,
      Map<String, List<String>> refused,
      List<String> strange) {}

  Admitted admit(String device, List<Telemetry.Actual> actual, List<Reported> records) {
    return new Reading(scope.of(device), device).read(actual, records);
  }

  private final class Reading {

    private final DeviceScope.Member member;
    private final String device;
    private final Map<String, Optional<Baseline>> known = new TreeMap<>();
    private final Map<String, List<String>> refused = new TreeMap<>();
    private final List<String> strange = new ArrayList<>();
    private int incidents;

    Reading(DeviceScope.Member member, String device) {
      this.member = member;
      this.device = device;
    }

    Admitted read(List<Telemetry.Actual> actual, List<Reported> records) {
      return new Admitted(
          actual.stream().filter(this::admits).toList(),
          records.stream().map(this::read).toList(),
          refused,
          strange);
    }

    private Reported read(Reported record) {
      return switch (record) {
        case Reported.Counted counted -> counted(counted);
        case Reported.Incident incident -> incident(incident);
        case Reported.Refused wrong -> refuse(wrong.entry(), wrong.ion(), wrong.reason());
      };
    }

    private boolean admits(Telemetry.Actual actual) {
      Optional<String> wrong =
          TelemetryChecks.actual(actual).or(() -> notServed(actual.ion(), actual.node()));
      wrong.ifPresent(why -> note(actual.ion(), why));
      return wrong.isEmpty();
    }

    private Optional<String> notServed(String ion, String node) {
      return member.serves(ion, node)
          ? Optional.empty()
          : Optional.of("node " + node + " of " + ion + " is not for this device");
    }

    private Reported counted(Reported.Counted reported) {
      Bucket bucket = reported.body();
      Optional<String> stranger = notServed(bucket.ion(), bucket.node());
      if (stranger.isPresent()) {
        return refuse(reported.entry(), bucket.ion(), stranger.get());
      }
      if (!member.mayRun(bucket.ion(), bucket.node(), bucket.digest())) {
        hold(bucket);
        return refuse(
            reported.entry(),
            bucket.ion(),
            "model " + bucket.digest() + " was never released to node " + bucket.node());
      }
      Optional<Baseline> baseline = known.computeIfAbsent(bucket.digest(), baselines::of);
      // Without a baseline there is nothing to compare with: the rows count, the bins do not.
      Bucket read = baseline.isPresent() ? bucket : TrimmedBucket.withoutFeatures(bucket);
      return BucketChecks.wrong(read, baseline.orElse(new Baseline(List.of())))
          .map(why -> reported.name() + ": " + why)
          .map(why -> refuse(reported.entry(), bucket.ion(), why))
          .orElseGet(() -> new Reported.Counted(reported.entry(), read, reported.name()));
    }

    /** Rows of a release that is not known yet are not lost: the device sends them again. */
    private void hold(Bucket bucket) {
      String what = String.join(" ", device, bucket.ion(), bucket.node(), bucket.digest());
      if (member.mayCome(bucket.ion(), bucket.node(), bucket.generation())
          && gracePeriod.lasts(what)) {
        throw new HubException(
            ErrorCode.UNAVAILABLE,
            "generation %d of %s in %s is not known yet, send it again"
                .formatted(bucket.generation(), bucket.node(), bucket.ion()));
      }
    }

    private Reported incident(Reported.Incident reported) {
      Telemetry.Incident incident = reported.body();
      @Nullable String ion = incident.ion();
      if (ion != null && !member.serves(ion, incident.node())) {
        return refuse(
            reported.entry(), ion, "an incident of ION " + ion + " is not for this device");
      }
      if (IncidentKind.of(incident.kind()).isEmpty()) {
        return refuse(reported.entry(), ion, "an incident that no device has: " + incident.kind());
      }
      incidents++;
      // What a device says of its models is not kept out by what it says of its rows.
      String about = incident.kind().substring(0, incident.kind().lastIndexOf('.'));
      return incidents > MOST_INCIDENTS || !incidentLimit.admit(device + " " + about)
          ? refuse(reported.entry(), ion, "more incidents than a device may report")
          : reported;
    }

    private Reported refuse(Telemetry.Entry entry, @Nullable String ion, String why) {
      note(ion, why);
      return new Reported.Refused(entry, ion, why);
    }

    private void note(@Nullable String ion, String why) {
      (ion != null && member.exists(ion)
              ? refused.computeIfAbsent(ion, key -> new ArrayList<>())
              : strange)
          .add(why);
    }
  }
}
