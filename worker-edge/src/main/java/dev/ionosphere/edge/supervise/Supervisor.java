package dev.ionosphere.edge.supervise;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.models.device.IncidentKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the agent's threads. One that fails is said, in the log, as an incident and in the
 * status, and is started again after a while. Out of memory is different: whatever was being done
 * in any thread may be half done, so the agent ends and is started anew from its disk, which is
 * whole.
 */
public final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final Incidents incidents;
  private final Runnable end;
  private final LongSupplier nanos;
  private final Map<String, Failure> failing = new ConcurrentHashMap<>();

  /**
   * @param passes whether nobody will say that it works again: it does when it has not failed for
   *     as long as a thread waits at most
   */
  private record Failure(String message, long at, boolean passes) {}

  /**
   * @param end ends the process; it may return only in a test
   */
  public Supervisor(Incidents incidents, Runnable end) {
    this(incidents, end, System::nanoTime);
  }

  Supervisor(Incidents incidents, Runnable end, LongSupplier nanos) {
    this.incidents = incidents;
    this.end = end;
    this.nanos = nanos;
  }

  /**
   * Starts a thread that works until it is interrupted, whatever fails in it. Work that ends by
   * itself has failed.
   */
  public Thread start(String name, Runnable work) {
    Thread thread = new Thread(() -> run(name, work), name);
    thread.start();
    return thread;
  }

  /**
   * Says that a part of the agent has failed; ends the process if memory is out.
   *
   * @param node the node whose part it is, if it is one's
   * @param then what happens now
   */
  public void failed(String part, @Nullable NodeKey node, Throwable failure, String then) {
    failed(part, node, failure, then, false);
  }

  private void failed(
      String part, @Nullable NodeKey node, Throwable failure, String then, boolean passes) {
    boolean outOfMemory = failure instanceof OutOfMemoryError;
    try {
      say(part, node, failure, outOfMemory ? "the agent ends" : then, passes);
    } catch (RuntimeException | Error e) {
      // Saying it needs memory and a disk as well. It must not end the thread that has failed.
      outOfMemory |= e instanceof OutOfMemoryError;
    }
    if (outOfMemory) {
      end.run();
    }
  }

  private void say(
      String part, @Nullable NodeKey node, Throwable failure, String then, boolean passes) {
    String message = "%s failed, %s: %s".formatted(part, then, failure);
    failing.put(part, new Failure(message, nanos.getAsLong(), passes));
    LOG.error("{} failed, {}", part, then, failure);
    incidents.report(IncidentKind.AGENT_FAILED.text(), node, message);
  }

  /** The part works again. */
  public void works(String part) {
    failing.remove(part);
  }

  /** What fails now, by part. */
  public Map<String, String> failing() {
    long now = nanos.getAsLong();
    failing.values().removeIf(f -> f.passes() && now - f.at() > 2 * Backoff.MOST.toNanos());
    Map<String, String> messages = new TreeMap<>();
    failing.forEach((part, failure) -> messages.put(part, failure.message()));
    return messages;
  }

  private void run(String name, Runnable work) {
    Backoff backoff = new Backoff();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        work.run();
        if (!Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("it ended, and nobody asked it to");
        }
      } catch (RuntimeException | Error e) {
        long wait = backoff.failed(System.nanoTime());
        failed("thread " + name, null, e, "it is started again", true);
        pause(wait);
      }
    }
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
