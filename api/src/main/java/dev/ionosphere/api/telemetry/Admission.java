package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.health.Baselines;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.ratelimit.RateLimiter;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.workflows.device.IncidentKind;
import dev.ionosphere.workflows.device.Telemetry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
   * @param refused by ION, why; only of IONs that exist
   * @param strange why, of IONs that do not
   */
  record Admitted(
      List<Telemetry.Actual> actual,
      List<Telemetry.Window> windows,
      List<Telemetry.Incident> incidents,
      Map<String, List<String>> refused,
      List<String> strange) {}

  Admitted admit(Telemetry telemetry) {
    return new Reading(scope.of(telemetry.device()), telemetry.device()).read(telemetry);
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

    Admitted read(Telemetry telemetry) {
      return new Admitted(
          telemetry.actual().stream()
              .filter(actual -> serves(actual.ion(), actual.node()))
              .toList(),
          telemetry.windows().stream().flatMap(window -> window(window).stream()).toList(),
          telemetry.incidents().stream().filter(this::incident).toList(),
          refused,
          strange);
    }

    private boolean serves(String ion, String node) {
      return member.serves(ion, node)
          || refuse(ion, "node " + node + " of " + ion + " is not for this device");
    }

    private Optional<Telemetry.Window> window(Telemetry.Window window) {
      if (!serves(window.ion(), window.node())) {
        return Optional.empty();
      }
      if (!member.mayRun(window.ion(), window.node(), window.digest())) {
        hold(window);
        refuse(
            window.ion(),
            "model " + window.digest() + " was never released to node " + window.node());
        return Optional.empty();
      }
      Optional<Baseline> baseline = known.computeIfAbsent(window.digest(), baselines::of);
      // Without a baseline there is nothing to compare with: the rows count, the bins do not.
      Telemetry.Window read = baseline.isPresent() ? window : window.withHistograms(Map.of());
      Optional<String> wrong = WindowChecks.wrong(read, baseline.orElse(new Baseline(List.of())));
      wrong.ifPresent(why -> refuse(window.ion(), "window " + window.sequence() + ": " + why));
      return wrong.isPresent() ? Optional.empty() : Optional.of(read);
    }

    /** Rows of a release that is not known yet are not lost: the device sends them again. */
    private void hold(Telemetry.Window window) {
      String what = String.join(" ", device, window.ion(), window.node(), window.digest());
      if (member.mayCome(window.ion(), window.node(), window.generation())
          && gracePeriod.lasts(what)) {
        throw new HubException(
            ErrorCode.UNAVAILABLE,
            "generation %d of %s in %s is not known yet, send it again"
                .formatted(window.generation(), window.node(), window.ion()));
      }
    }

    private boolean incident(Telemetry.Incident incident) {
      String ion = incident.ion();
      if (ion != null && !member.serves(ion, incident.node())) {
        return refuse(ion, "an incident of ION " + ion + " is not for this device");
      }
      if (IncidentKind.of(incident.kind()).isEmpty()) {
        return refuse(ion == null ? "" : ion, "an incident that no device has: " + incident.kind());
      }
      incidents++;
      // What a device says of its models is not kept out by what it says of its rows.
      String about = incident.kind().substring(0, incident.kind().lastIndexOf('.'));
      if (incidents > MOST_INCIDENTS || !incidentLimit.admit(device + " " + about)) {
        return refuse(ion == null ? "" : ion, "more incidents than a device may report");
      }
      return true;
    }

    private boolean refuse(String ion, String why) {
      (member.exists(ion) ? refused.computeIfAbsent(ion, key -> new ArrayList<>()) : strange)
          .add(why);
      return false;
    }
  }
}
