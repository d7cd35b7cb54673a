package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.device.DeviceAgents;
import dev.ionosphere.api.device.DeviceStates;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.order.AwaitedAnswers;
import dev.ionosphere.api.order.HeldBook;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.TelemetryReceipt;
import dev.ionosphere.models.device.TelemetryReceipt.Verdict;
import dev.ionosphere.workflows.timeline.Storable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one delivery of a device's spool and says of each record what became of it. What has a
 * verdict has it for good; without an answer nothing is lost, as the device sends it again.
 */
@Singleton
public final class TelemetryIntake {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryIntake.class);
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private final Devices devices;
  private final DeviceAgents agents;
  private final DeviceStates states;
  private final EndedNodes ended;
  private final Admission admission;
  private final LaneBook lanes;
  private final BucketIntake buckets;
  private final IncidentIntake incidents;
  private final AwaitedAnswers answers;
  private final TransactionOperations<Connection> transactions;
  private final HeldBook held;
  private final AlertBook alerts;
  private final DeviceClocks clocks;
  private final Changes changes;
  private final Clock clock;

  TelemetryIntake(
      Devices devices,
      DeviceAgents agents,
      DeviceStates states,
      EndedNodes ended,
      Admission admission,
      LaneBook lanes,
      BucketIntake buckets,
      IncidentIntake incidents,
      AwaitedAnswers answers,
      TransactionOperations<Connection> transactions,
      HeldBook held,
      AlertBook alerts,
      DeviceClocks clocks,
      Changes changes,
      Clock clock) {
    this.devices = devices;
    this.agents = agents;
    this.states = states;
    this.ended = ended;
    this.admission = admission;
    this.lanes = lanes;
    this.buckets = buckets;
    this.incidents = incidents;
    this.answers = answers;
    this.transactions = transactions;
    this.held = held;
    this.alerts = alerts;
    this.clocks = clocks;
    this.changes = changes;
    this.clock = clock;
  }

  public TelemetryReceipt take(Telemetry telemetry) {
    DeliveryBounds.check(telemetry);
    // Before its incidents: orders that it refuses may have this one cause.
    held.told(telemetry.device(), telemetry.incarnation(), telemetry.held());
    LaneBook.Page before = lanes.read(telemetry);
    Admission.Admitted admitted =
        admission.admit(
            telemetry.device(),
            telemetry.actual(),
            telemetry.records().stream()
                .filter(entry -> before.known(entry).isEmpty())
                .map(RecordReader::read)
                .toList());
    Instant now = clock.instant();
    // First, each once by its own key: what has its verdict is not looked at again.
    for (Reported record : admitted.records()) {
      if (record instanceof Reported.Incident incident) {
        incidents.take(telemetry.device(), incident.body());
      }
    }
    AtomicBoolean heard = new AtomicBoolean();
    TelemetryReceipt receipt =
        Objects.requireNonNull(
            transactions.executeWrite(status -> settle(telemetry, admitted, heard, now)));
    if (heard.get()) {
      answers.tell();
    }
    changes.publish(new Change("telemetry", null, null, telemetry.device(), 0, now));
    return receipt;
  }

  private TelemetryReceipt settle(
      Telemetry telemetry, Admission.Admitted admitted, AtomicBoolean heard, Instant now) {
    devices.seen(
        telemetry.device(), now, telemetry.spoolDepth(), telemetry.dropped(), telemetry.putAside());
    if (telemetry.agent() != null) {
      agents.told(telemetry.device(), telemetry.agent());
    }
    admitted.actual().forEach(actual -> report(telemetry.device(), actual, now));
    ended.note(telemetry, now);
    heard.set(answers.heard(telemetry.device(), telemetry.outcomes()));
    LaneBook.Page page = lanes.open(telemetry, now);
    Map<Telemetry.Entry, Reported> read = new IdentityHashMap<>();
    admitted.records().forEach(record -> read.put(record.entry(), record));
    BucketIntake.Delivery counts = buckets.open(telemetry.device(), telemetry.incarnation(), now);
    List<TelemetryReceipt.Answer> answers = new ArrayList<>();
    for (Telemetry.Entry entry : telemetry.records()) {
      @Nullable Reported record = read.get(entry);
      answers.add(
          page.known(entry)
              .or(() ->
                  Optional.ofNullable(record)
                      .map(fresh -> verdict(telemetry, fresh, page, counts, now)))
              .orElseGet(() -> TelemetryReceipt.Answer.of(entry, Verdict.DUPLICATE)));
    }
    counts.close();
    page.close(now);
    clocks.heard(telemetry, now);
    say(telemetry.device(), admitted, now);
    return new TelemetryReceipt(answers);
  }

  private TelemetryReceipt.Answer verdict(
      Telemetry telemetry,
      Reported record,
      LaneBook.Page page,
      BucketIntake.Delivery counts,
      Instant now) {
    Telemetry.Entry entry = record.entry();
    switch (record) {
      case Reported.Refused refused -> {
        page.refuse(entry, refused.reason(), now);
        return TelemetryReceipt.Answer.refused(entry, refused.reason());
      }
      case Reported.Counted counted -> {
        return counted(telemetry, counted, page, counts, now);
      }
      case Reported.Incident incident -> page.settle(entry);
    }
    return TelemetryReceipt.Answer.of(entry, Verdict.ACCEPTED);
  }

  private TelemetryReceipt.Answer counted(
      Telemetry telemetry,
      Reported.Counted counted,
      LaneBook.Page page,
      BucketIntake.Delivery counts,
      Instant now) {
    Telemetry.Entry entry = counted.entry();
    Bucket bucket = counted.body();
    return switch (counts.add(bucket)) {
      case ADDED -> {
        page.settle(entry);
        yield TelemetryReceipt.Answer.of(entry, Verdict.ACCEPTED);
      }
      case KNOWN -> {
        page.settle(entry);
        yield TelemetryReceipt.Answer.of(entry, Verdict.DUPLICATE);
      }
      case CONTRADICTS -> {
        String why = counted.name() + " was taken before, and said something else";
        page.refuse(entry, why, now);
        LOG.warn("device {}, ION {}: {}", telemetry.device(), bucket.ion(), why);
        yield TelemetryReceipt.Answer.refused(entry, why);
      }
    };
  }

  /** What is left out is not asked for again: who looks after the fleet has to know. */
  private void say(String device, Admission.Admitted admitted, Instant now) {
    if (!admitted.strange().isEmpty()) {
      LOG.warn("device {}: left out {}", device, summary(admitted.strange()));
    }
    for (Map.Entry<String, List<String>> refused : admitted.refused().entrySet()) {
      String summary = summary(refused.getValue());
      LOG.warn("device {}, ION {}: left out {}", device, refused.getKey(), summary);
      alerts.raise(
          refused.getKey(),
          null,
          device,
          "telemetry-refused",
          "warning",
          "of what " + device + " reported was left out: " + summary,
          now);
    }
    // Not at the very next bucket: an alert that comes and goes with every delivery says nothing.
    Instant ago = now.minus(SETTLED);
    admitted.records().stream()
        .flatMap(record ->
            record instanceof Reported.Counted counted
                ? Stream.of(counted.body().ion())
                : Stream.empty())
        .distinct()
        .filter(ion -> !admitted.refused().containsKey(ion))
        .forEach(ion -> alerts.clearRaisedBefore(ion, "telemetry-refused", device, now, ago));
  }

  private static String summary(List<String> reasons) {
    int more = reasons.size() - 1;
    return Storable.reason(reasons.getFirst() + (more > 0 ? " (and " + more + " more)" : ""));
  }

  private void report(String device, Telemetry.Actual actual, Instant now) {
    states.reported(
        new DeviceStates.Report(
            device,
            actual.ion(),
            actual.node(),
            actual.generation(),
            actual.digest(),
            DeviceStatus.saidByDevice(actual.status()).orElseThrow(),
            actual.reason() == null ? "" : Storable.reason(actual.reason()),
            now));
  }
}
