package dev.ionosphere.api.order;

import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.order.Root;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Answers a device when its orders are not what it has, or when it has waited long enough. */
@Singleton
final class StatePoll {

  /**
   * What a device has.
   *
   * @param version of the assignment that it holds; 0.0: none
   * @param root version that it trusts
   */
  record Have(Assignment.Version version, long root) {}

  /** Looked for at once, so that a new root does not take every connection of the database. */
  private static final int LOOKS = 4;

  private final OrderDesk desk;
  private final OpenPolls polls;
  private final HeldBook held;
  private final ExecutorService executor;
  private final Semaphore looks = new Semaphore(LOOKS);

  StatePoll(
      OrderDesk desk,
      OpenPolls polls,
      HeldBook held,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.desk = desk;
    this.polls = polls;
    this.held = held;
    this.executor = executor;
  }

  /** The order with the roots that the device does not know; empty: it has all that there is. */
  CompletableFuture<Optional<Order>> ask(DeviceRequester device, Have have, Duration wait) {
    return ask(device, have, System.nanoTime() + wait.toNanos());
  }

  /**
   * @param end when it has waited long enough, as {@link System#nanoTime}
   */
  private CompletableFuture<Optional<Order>> ask(DeviceRequester device, Have have, long end) {
    // Opened before it is looked: what changes in between is not missed.
    CompletableFuture<Boolean> news = polls.open(device.device());
    long left = end - System.nanoTime();
    Optional<Order> now = Optional.empty();
    try {
      now = newer(device, have);
    } catch (HubException e) {
      // In conflict there is nothing new until a person answers. Sent away, as with its first
      // question after a restart of the hub, it would hear of the answer minutes late.
      if (!held.isConflict(device.device())) {
        news.complete(false);
        throw e;
      }
    } catch (RuntimeException e) {
      news.complete(false);
      throw e;
    }
    if (now.isPresent() || left <= 0) {
      news.complete(false);
      return CompletableFuture.completedFuture(now);
    }
    return news.completeOnTimeout(false, left, TimeUnit.NANOSECONDS)
        .thenComposeAsync(
            again ->
                again
                    ? ask(device, have, end)
                    : CompletableFuture.completedFuture(Optional.empty()),
            executor);
  }

  private Optional<Order> newer(DeviceRequester device, Have have) {
    Order order = current(device);
    List<Envelope> roots =
        order.roots().stream().filter(root -> Root.of(root).version() > have.root()).toList();
    boolean same =
        roots.isEmpty() && Assignment.of(order.assignment()).version().equals(have.version());
    return same
        ? Optional.empty()
        : Optional.of(new Order(roots, order.releases(), order.assignment()));
  }

  private Order current(DeviceRequester device) {
    looks.acquireUninterruptibly();
    try {
      return desk.current(device);
    } finally {
      looks.release();
    }
  }
}
