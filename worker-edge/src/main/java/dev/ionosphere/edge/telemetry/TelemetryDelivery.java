package dev.ionosphere.edge.telemetry;

import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.hub.HubBackoff;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.identity.ThisAgent;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.TelemetryReceipt;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the spool to the hub, in order, and the device's state at least every heartbeat. What has
 * no verdict is sent again; what can never be delivered is put aside and counted, alone.
 */
public final class TelemetryDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryDelivery.class);
  private static final int MOST_RECORDS = 200;
  private static final long MOST_BYTES = 1 << 20;
  private static final long IDLE_MILLIS = 250;

  private final String device;
  private final long incarnation;
  private final Spool spool;
  private final Hub hub;
  private final Supplier<Standing> standing;
  private final Clock clock;
  private final Incidents incidents;
  private final HubBackoff backoff = new HubBackoff(ThreadLocalRandom.current());
  private Optional<Duration> askedToWait = Optional.empty();
  private int mostRecords = MOST_RECORDS;
  private Standing sent = Standing.NOTHING;
  private long lastSentNanos;
  private boolean failing;
  private boolean saidPutAside;

  /** Whether the hub has heard of the program that runs since it started. */
  private boolean introduced;

  public TelemetryDelivery(
      String device,
      long incarnation,
      Spool spool,
      Hub hub,
      Supplier<Standing> standing,
      Clock clock) {
    this.device = device;
    this.incarnation = incarnation;
    this.spool = spool;
    this.hub = hub;
    this.standing = standing;
    this.clock = clock;
    this.incidents = new Incidents(spool, clock);
  }

  /** Delivers until the thread is interrupted. */
  public void run(Duration heartbeat) {
    lastSentNanos = System.nanoTime() - heartbeat.toNanos();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean due = System.nanoTime() - lastSentNanos >= heartbeat.toNanos();
        if (!due && spool.depth() == 0 && standing.get().equals(sent)) {
          Thread.sleep(IDLE_MILLIS);
        } else if (deliver()) {
          backoff.reset();
        } else {
          Thread.sleep(pause());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long to wait after a delivery that failed. */
  Duration pause() {
    return backoff.next(askedToWait);
  }

  /** One delivery; answers whether the hub was there for it. */
  public boolean deliver() {
    try {
      Consignment records = Consignment.of(spool.next(mostRecords, MOST_BYTES));
      Standing now = standing.get();
      try {
        settle(records, send(records, now));
        came(now);
      } catch (HubRefusal e) {
        boolean smaller = e.isTooLarge() && records.size() > 1;
        if (!smaller && (!e.isFinal() || records.size() == 0)) {
          throw e;
        }
        refused(e, records, now);
      }
      return true;
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  private TelemetryReceipt send(Consignment records, Standing now) throws IOException {
    return hub.reports(
        Json.write(
            new Telemetry(
                device,
                incarnation,
                clock.instant(),
                spool.depth() - records.size(),
                spool.dropped(),
                spool.putAside(),
                now.actual(),
                now.outcomes(),
                records.readable(),
                now.held().orElse(null),
                introduced ? null : ThisAgent.facts())));
  }

  private void settle(Consignment records, TelemetryReceipt receipt) throws IOException {
    List<Consignment.Undeliverable> aside = records.undeliverable(receipt);
    for (Consignment.Undeliverable record : aside) {
      spool.putAside(record.entry(), record.reason());
    }
    spool.delivered();
    if (!aside.isEmpty() && !saidPutAside) {
      saidPutAside = true;
      incidents.report(
          IncidentKind.RECORDS_PUT_ASIDE.text(),
          null,
          "%d records put aside, kept in spool/aside: %s"
              .formatted(spool.putAside(), aside.getFirst().reason()));
    }
  }

  /** Halves the delivery until the one record that the hub cannot take stands alone. */
  private void refused(HubRefusal refusal, Consignment records, Standing now) throws IOException {
    if (records.size() > 1) {
      spool.notDelivered();
      mostRecords = (records.size() + 1) / 2;
      return;
    }
    // If not even an empty delivery goes through, it is not for the record.
    send(Consignment.EMPTY, now);
    settle(records.refused(String.valueOf(refusal.getMessage())), new TelemetryReceipt(List.of()));
    came(now);
  }

  private void came(Standing now) {
    mostRecords = MOST_RECORDS;
    sent = now;
    introduced = true;
    lastSentNanos = System.nanoTime();
    if (failing) {
      LOG.info("telemetry goes through again, {} records wait", spool.depth());
    }
    failing = false;
  }

  private void failed(IOException e) {
    spool.notDelivered();
    askedToWait = e instanceof HubRefusal refusal ? refusal.retryAfter() : Optional.empty();
    if (!failing) {
      LOG.warn("telemetry waits on disk: {}", e.toString());
    }
    failing = true;
  }
}
