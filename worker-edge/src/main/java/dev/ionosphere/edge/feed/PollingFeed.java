package dev.ionosphere.edge.feed;

import dev.ionosphere.edge.hub.HubBackoff;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.reconcile.Follower;
import dev.ionosphere.models.order.OrderRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the hub for orders, and the hub answers when there is something new. Nothing has to reach
 * the device from outside.
 */
public final class PollingFeed implements OrderFeed {

  private static final Logger LOG = LoggerFactory.getLogger(PollingFeed.class);

  /**
   * How long the hub may keep a question; varied by a fifth, so that a fleet does not ask at once.
   */
  private static final Duration WAIT = Duration.ofSeconds(240);

  /** How long it may while something of the last order is still to be tried again. */
  private static final Duration SHORT_WAIT = Duration.ofSeconds(5);

  private final OrderBook book;
  private final Follower follower;
  private final RandomGenerator random;
  private final HubBackoff backoff;
  private volatile boolean connected;
  private boolean failing;

  public PollingFeed(OrderBook book, Follower follower, RandomGenerator random) {
    this.book = book;
    this.follower = follower;
    this.random = random;
    this.backoff = new HubBackoff(random);
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public void run() {
    try {
      boolean all = false;
      while (!Thread.currentThread().isInterrupted()) {
        all = all || follower.followHeld();
        try {
          all = ask(all);
          backoff.reset();
        } catch (OrderRefusal | IOException e) {
          Thread.sleep(failed(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks once, and follows what comes. Whether nothing is left to be tried again. */
  private boolean ask(boolean all) throws OrderRefusal, IOException {
    Optional<byte[]> order = book.next(wait(all));
    connected = true;
    if (failing) {
      LOG.info("the hub answers again");
      failing = false;
    }
    return order.isPresent() ? follower.follow(order.get()) : all;
  }

  /** The first question is answered at once: then it is known that the hub is there. */
  private Duration wait(boolean all) {
    if (!connected) {
      return Duration.ZERO;
    }
    return all ? around(WAIT) : SHORT_WAIT;
  }

  /** How long to wait. An order that is refused would come again at once. */
  private Duration failed(Exception e) {
    Optional<Duration> asked = Optional.empty();
    if (e instanceof IOException) {
      connected = false;
      if (!failing) {
        LOG.warn("orders cannot be asked for, tried again: {}", e.toString());
        failing = true;
      }
      asked = e instanceof HubRefusal refusal ? refusal.retryAfter() : asked;
    }
    return backoff.next(asked);
  }

  private Duration around(Duration wait) {
    return wait.multipliedBy(80 + random.nextInt(41)).dividedBy(100);
  }
}
