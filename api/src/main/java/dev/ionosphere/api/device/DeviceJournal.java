package dev.ionosphere.api.device;

import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.DeviceEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Writes down what was done about a device: in its own record, which is of no ION, and in the
 * ledger of each ION that has told it to run something.
 */
@Singleton
public final class DeviceJournal {

  static final String ENROLLED = "enrolled";
  static final String ENROLLED_AGAIN = "enrolled-again";
  static final String REVOKED = "revoked";

  /** What it held does not count, a person has said. */
  public static final String OVERRULED = "overruled";

  private static final int LONGEST = 1_200;

  private final DeviceRecords records;
  private final DeviceModels models;
  private final Ledger ledger;

  DeviceJournal(DeviceRecords records, DeviceModels models, Ledger ledger) {
    this.records = records;
    this.models = models;
    this.ledger = ledger;
  }

  /** Callers bring the transaction. */
  public void note(Device device, String kind, String actor, String message, Instant now) {
    records.save(
        new DeviceRecord(
            null,
            device.id(),
            device.incarnation(),
            kind,
            actor,
            Storable.text(message, LONGEST),
            now));
  }

  /** After the transaction, as the ledger has its own. */
  void tell(Device device, DeviceEvent event, String actor, Instant now) {
    tell(device, event, actor, now, "");
  }

  /**
   * @param occasion tells it from others of its kind; empty where there is one of each incarnation
   */
  public void tell(Device device, DeviceEvent event, String actor, Instant now, String occasion) {
    models.findByDeviceOrderByIon(device.id()).stream()
        .map(DeviceModel::ion)
        .distinct()
        .forEach(ion -> ledger.append(batch(ion, device, event, actor, now, occasion)));
  }

  private static TimelineBatch batch(
      String ion, Device device, DeviceEvent event, String actor, Instant now, String occasion) {
    String key =
        "device:%s:%d:%s"
                .formatted(device.id(), device.incarnation(), event.getClass().getSimpleName())
            + (occasion.isEmpty() ? "" : ":" + occasion);
    return new TimelineBatch(
        ion, "hub", "", List.of(new TimelineEntry(key, now, Actor.of(actor), null, null, event)));
  }
}
