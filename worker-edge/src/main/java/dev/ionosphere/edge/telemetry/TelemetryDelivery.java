package dev.ionosphere.edge.telemetry;

import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.workflows.device.Telemetry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the spool to the hub, in order, and the device's state at least every heartbeat. What the
 * hub did not confirm is sent again; what it can never take is dropped and counted, alone.
 */
public final class TelemetryDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryDelivery.class);
  private static final int MOST_RECORDS = 200;
  private static final long MOST_BYTES = 1 << 20;
  private static final long FIRST_BACKOFF_MILLIS = 250;
  private static final long MOST_BACKOFF_MILLIS = 10_000;

  private final String device;
  private final Spool spool;
  private final Hub hub;
  private final Supplier<List<Telemetry.Actual>> actual;
  private final Clock clock;
  private int mostRecords = MOST_RECORDS;
  private List<Telemetry.Actual> sent = List.of();
  private long lastSentNanos;
  private boolean failing;

  public TelemetryDelivery(
      String device, Spool spool, Hub hub, Supplier<List<Telemetry.Actual>> actual, Clock clock) {
    this.device = device;
    this.spool = spool;
    this.hub = hub;
    this.actual = actual;
    this.clock = clock;
  }

  /** Delivers until the thread is interrupted. */
  public void run(Duration heartbeat) {
    long backoff = FIRST_BACKOFF_MILLIS;
    lastSentNanos = System.nanoTime() - heartbeat.toNanos();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean due = System.nanoTime() - lastSentNanos >= heartbeat.toNanos();
        if (!due && spool.depth() == 0 && actual.get().equals(sent)) {
          Thread.sleep(FIRST_BACKOFF_MILLIS);
        } else if (deliver()) {
          backoff = FIRST_BACKOFF_MILLIS;
        } else {
          // Spread out, so that a fleet does not come back all at once.
          Thread.sleep(backoff / 2 + ThreadLocalRandom.current().nextLong(backoff));
          backoff = Math.min(2 * backoff, MOST_BACKOFF_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One delivery; answers whether the hub has it. */
  boolean deliver() {
    try {
      Spool.Delivery records = spool.next(mostRecords, MOST_BYTES);
      List<Telemetry.Actual> now = actual.get();
      try {
        hub.telemetry(Json.write(telemetry(records, now)));
      } catch (HubRefusal e) {
        boolean smaller = e.isTooLarge() && records.size() > 1;
        if (!smaller && (!e.isFinal() || records.size() == 0)) {
          throw e;
        }
        refused(e, records.size());
        return true;
      }
      spool.delivered();
      mostRecords = MOST_RECORDS;
      sent = now;
      lastSentNanos = System.nanoTime();
      if (failing) {
        LOG.info("telemetry goes through again, {} records wait", spool.depth());
      }
      failing = false;
      return true;
    } catch (IOException e) {
      spool.notDelivered();
      if (!failing) {
        LOG.warn("telemetry waits on disk: {}", e.toString());
      }
      failing = true;
      return false;
    }
  }

  private Telemetry telemetry(Spool.Delivery records, List<Telemetry.Actual> now)
      throws IOException {
    return new Telemetry(
        device,
        clock.instant(),
        spool.depth() - records.size(),
        spool.dropped(),
        now,
        read(records.of(Priority.WINDOW), Telemetry.Window.class),
        read(records.of(Priority.INCIDENT), Telemetry.Incident.class));
  }

  private static <T> List<T> read(List<byte[]> records, Class<T> type) throws IOException {
    List<T> values = new ArrayList<>(records.size());
    for (byte[] json : records) {
      values.add(Json.read(json, type));
    }
    return values;
  }

  /** Halves the delivery until the one record that the hub cannot take stands alone. */
  private void refused(HubRefusal refusal, int size) throws IOException {
    spool.notDelivered();
    if (size > 1) {
      mostRecords = (size + 1) / 2;
      return;
    }
    LOG.warn("a telemetry record is dropped: {}", refusal.getMessage());
    spool.dropUndeliverable();
    mostRecords = MOST_RECORDS;
  }
}
