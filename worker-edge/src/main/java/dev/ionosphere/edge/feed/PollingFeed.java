package dev.ionosphere.edge.feed;

import dev.ionosphere.edge.hub.HubBackoff;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.hub.Pause;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.reconcile.OrderIntake;
import dev.ionosphere.models.order.OrderRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the hub for orders, and the hub answers when there is something new. Nothing has to reach
 * the device from outside. What is taken is followed elsewhere: the device goes on asking.
 */
public final class PollingFeed implements OrderFeed {

  private static final Logger LOG = LoggerFactory.getLogger(PollingFeed.class);

  private final OrderBook book;
  private final OrderIntake intake;
  private final LongSupplier nanos;
  private final Pause pause;
  private final QuestionLength length;
  private final HubBackoff backoff;
  private volatile boolean connected;
  private boolean failing;

  /**
   * @param nanos monotonic
   */
  public PollingFeed(
      OrderBook book, OrderIntake intake, RandomGenerator random, LongSupplier nanos, Pause pause) {
    this.book = book;
    this.intake = intake;
    this.nanos = nanos;
    this.pause = pause;
    this.length = new QuestionLength(random);
    this.backoff = new HubBackoff(random);
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Duration wait = ask();
        if (!wait.isZero()) {
          pause.pause(wait);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks once, and takes what comes. Answers how long to wait before the next question. */
  private Duration ask() {
    Duration wait = waiting();
    long asked = nanos.getAsLong();
    Optional<byte[]> order;
    try {
      order = book.next(wait);
    } catch (OrderRefusal | IOException e) {
      return lost(e, Duration.ofNanos(nanos.getAsLong() - asked));
    }
    answered();
    Duration took = Duration.ofNanos(nanos.getAsLong() - asked);
    if (order.isEmpty()) {
      // Too soon: somebody else asks under this name, or it was not the hub that answered.
      boolean early = took.compareTo(wait.dividedBy(2)) < 0;
      if (!early) {
        length.answeredInTime();
        backoff.reset();
      }
      return early ? backoff.next(Optional.empty()) : Duration.ZERO;
    }
    try {
      intake.take(order.get());
      backoff.reset();
      return Duration.ZERO;
    } catch (OrderRefusal refused) {
      // It would come again at once.
      return backoff.next(Optional.empty());
    } catch (IOException e) {
      LOG.warn("the order is not taken, asked for again: {}", e.toString());
      return backoff.next(Optional.empty());
    }
  }

  /** The first question is answered at once: then it is known that the hub is there. */
  private Duration waiting() {
    return connected ? length.next() : Duration.ZERO;
  }

  private void answered() {
    connected = true;
    if (failing) {
      LOG.info("the hub answers again");
      failing = false;
    }
  }

  private Duration lost(Exception e, Duration took) {
    if (connected && length.isCut(took)) {
      // A proxy on the way, or a hub that ended: told apart by the next question.
      LOG.debug("a question was cut after {} s: {}", took.toSeconds(), e.toString());
      connected = false;
      backoff.reset();
      return backoff.next(Optional.empty());
    }
    connected = false;
    if (!failing) {
      LOG.warn("orders cannot be asked for, tried again: {}", e.toString());
      failing = true;
    }
    return backoff.next(e instanceof HubRefusal refusal ? refusal.retryAfter() : Optional.empty());
  }
}
