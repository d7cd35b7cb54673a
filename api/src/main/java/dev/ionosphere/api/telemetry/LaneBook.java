package dev.ionosphere.api.telemetry;

import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.TelemetryReceipt;
import dev.ionosphere.models.device.TelemetryReceipt.Verdict;
import dev.ionosphere.workflows.timeline.Storable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which records of a device have their verdict. Callers bring the transaction. */
@Singleton
final class LaneBook {

  /** A spool has two; each time its numbers may repeat there are others. */
  private static final int MOST_LANES = 32;

  /** As long as a device may ask again for a verdict it has not heard. */
  private static final long REFUSED_KEPT = 1_000;

  private static final int LONGEST = 400;

  private final ReportLanes lanes;
  private final RefusedRecords refused;

  LaneBook(ReportLanes lanes, RefusedRecords refused) {
    this.lanes = lanes;
    this.refused = refused;
  }

  /** As it stands; it may go on before it is written. */
  Page read(Telemetry telemetry) {
    Page page = new Page(telemetry.device(), telemetry.incarnation());
    lanesOf(telemetry)
        .forEach(lane ->
            page.newest.put(
                lane, lanes.findById(page.id(lane)).map(ReportLane::newest).orElse(-1L)));
    return page;
  }

  /** Held until the transaction ends. */
  Page open(Telemetry telemetry, Instant now) {
    Page page = new Page(telemetry.device(), telemetry.incarnation());
    for (String lane : lanesOf(telemetry)) {
      String id = page.id(lane);
      Optional<ReportLane> known = lanes.findByIdForUpdate(id);
      if (known.isEmpty() && lanes.add(id, page.device, page.incarnation, lane, now) > 0) {
        lanes.forget(page.device, MOST_LANES);
        refused.forgetLanes(page.device + ":%");
      }
      page.newest.put(
          lane, known.or(() -> lanes.findByIdForUpdate(id)).map(ReportLane::newest).orElse(-1L));
    }
    page.reached.putAll(page.newest);
    return page;
  }

  private static TreeSet<String> lanesOf(Telemetry telemetry) {
    TreeSet<String> names = new TreeSet<>();
    telemetry.records().forEach(entry -> names.add(entry.lane()));
    return names;
  }

  /** The lanes of one delivery. */
  final class Page {

    private final String device;
    private final long incarnation;
    private final Map<String, Long> newest = new TreeMap<>();
    private final Map<String, Long> reached = new TreeMap<>();
    private final Set<String> settled = new HashSet<>();

    private Page(String device, long incarnation) {
      this.device = device;
      this.incarnation = incarnation;
    }

    private String id(String lane) {
      return ReportLane.id(device, incarnation, lane);
    }

    /** The verdict that the record has already. */
    Optional<TelemetryReceipt.Answer> known(Telemetry.Entry entry) {
      if (entry.sequence() > newest.getOrDefault(entry.lane(), -1L)
          && !settled.contains(key(entry))) {
        return Optional.empty();
      }
      return Optional.of(
          refused
              .findById(key(entry))
              .map(record -> TelemetryReceipt.Answer.refused(entry, record.reason()))
              .orElseGet(() -> TelemetryReceipt.Answer.of(entry, Verdict.DUPLICATE)));
    }

    private String key(Telemetry.Entry entry) {
      return RefusedRecord.id(id(entry.lane()), entry.sequence());
    }

    void settle(Telemetry.Entry entry) {
      settled.add(key(entry));
      reached.merge(entry.lane(), entry.sequence(), Math::max);
    }

    void refuse(Telemetry.Entry entry, String reason, Instant now) {
      String lane = id(entry.lane());
      refused.save(
          new RefusedRecord(
              key(entry), lane, entry.sequence(), Storable.text(reason, LONGEST), now));
      settle(entry);
    }

    void close(Instant now) {
      reached.forEach((lane, sequence) -> {
        lanes.reached(id(lane), sequence, now);
        refused.forget(id(lane), sequence - REFUSED_KEPT);
      });
    }
  }
}
