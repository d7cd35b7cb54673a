package dev.ionosphere.edge.reconcile;

import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.edge.hub.HubBackoff;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.status.OrderOutcomes;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.pack.ModelRef;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the device run all of the assignment that it holds, and nothing else. One pass over it at a
 * time, on a thread of its own or of whoever waits for its outcome, so that orders are heard while
 * a package is fetched; a pass ends as soon as a newer assignment is held.
 */
public final class Follower {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final long ALIVE_SECONDS = 1;

  private final String device;
  private final OrderBook book;
  private final Reconciler reconciler;
  private final OrderOutcomes outcomes;
  private final HubBackoff retries;
  private final Semaphore woken = new Semaphore(0);
  private final ReentrantLock passing = new ReentrantLock(true);
  // The assignment that nothing is left of to be tried again.
  private volatile Assignment.@Nullable Version done;
  // The assignment of the last pass. Guarded by the lock.
  private Assignment.@Nullable Version begun;
  private volatile Optional<Duration> askedToWait = Optional.empty();

  /**
   * @param random varies how long is waited before what failed is tried again
   */
  public Follower(
      String device,
      OrderBook book,
      Reconciler reconciler,
      OrderOutcomes outcomes,
      RandomGenerator random) {
    this.device = device;
    this.book = book;
    this.reconciler = reconciler;
    this.outcomes = outcomes;
    this.retries = new HubBackoff(random);
  }

  /** Starts what ran when the device stopped, as far as it is still ordered. */
  public void resume() throws IOException {
    reconciler.resume(book.held().map(Permitted::by).orElse(Permitted.ANYTHING));
  }

  /** Follows what is held, and what is held then, until the thread is interrupted. */
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (isComplete() || followHeld()) {
          woken.acquire();
          retries.reset();
        } else if (woken.tryAcquire(retries.next(askedToWait).toMillis(), TimeUnit.MILLISECONDS)) {
          retries.reset();
        }
        woken.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** There is something to follow: something new is held, or something failed. */
  void wake() {
    woken.release();
  }

  /**
   * Follows what is held, once more if it was followed before: a fetch may have failed, or a power
   * cut come in between. What the device has refused stays refused.
   *
   * @return whether nothing of it is left to be tried again
   */
  public boolean followHeld() {
    Optional<Assignment> held = book.held();
    if (held.isEmpty()) {
      return true;
    }
    try {
      await(() -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      boolean first = !held.get().version().equals(begun);
      return pass(held.get(), node -> first || !outcomes.isRefused(node), null, () -> {});
    } catch (Superseded newer) {
      wake();
      return false;
    } finally {
      passing.unlock();
    }
  }

  /**
   * Follows an assignment, the node that is asked about last, and says what became of that.
   *
   * @param alive called now and then; may throw to give up
   * @return empty if the assignment does not have the node
   * @throws Superseded if a newer assignment is held
   * @throws IOException if hub or disk failed at that node: to be tried again
   */
  Optional<ApplyOutcome> follow(Assignment assignment, OrderIntake.Asked asked, Runnable alive)
      throws IOException {
    Optional<AssignedNode> node = assignment.nodes().stream().filter(asked::isFor).findFirst();
    try {
      await(alive);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another order was followed", e);
    }
    try {
      boolean others =
          pass(assignment, each -> node.filter(each::equals).isEmpty(), asked.trace(), alive);
      if (node.isEmpty()) {
        return Optional.empty();
      }
      done = null;
      ApplyOutcome outcome = apply(node.get(), asked.trace(), unlessSuperseded(assignment, alive));
      done = others ? assignment.version() : null;
      return Optional.of(outcome);
    } finally {
      passing.unlock();
      if (done == null) {
        wake();
      }
    }
  }

  /** One pass at a time; whoever waits for his is alive. */
  private void await(Runnable alive) throws InterruptedException {
    while (!passing.tryLock(ALIVE_SECONDS, TimeUnit.SECONDS)) {
      alive.run();
    }
  }

  /** Whether nothing of what is held is left to be tried again, whichever way it came. */
  public boolean isComplete() {
    return book.held().map(held -> held.version().equals(done)).orElse(true);
  }

  /** Some of the nodes; what fails is said, and left to be tried again. */
  private boolean pass(
      Assignment assignment,
      Predicate<AssignedNode> which,
      @Nullable String trace,
      Runnable alive) {
    Runnable unlessSuperseded = unlessSuperseded(assignment, alive);
    unlessSuperseded.run();
    begun = assignment.version();
    done = null;
    askedToWait = Optional.empty();
    Permitted permitted = Permitted.by(assignment);
    reconciler.keepOnly(permitted);
    outcomes.keepOnly(permitted::allows);
    boolean all = true;
    for (AssignedNode node : assignment.nodes()) {
      if (!which.test(node)) {
        continue;
      }
      try {
        ApplyOutcome unused = apply(node, trace, unlessSuperseded);
      } catch (IOException e) {
        LOG.warn("{} waits: {}", node.name(), e.toString());
        askedToWait = askedToWait.or(() -> retryAfter(e));
        all = false;
      }
    }
    done = all ? assignment.version() : null;
    return all;
  }

  private Runnable unlessSuperseded(Assignment assignment, Runnable alive) {
    return () -> {
      alive.run();
      if (book.held().filter(held -> held.version().equals(assignment.version())).isEmpty()) {
        throw new Superseded();
      }
    };
  }

  private static Optional<Duration> retryAfter(IOException e) {
    return e instanceof HubRefusal refusal ? refusal.retryAfter() : Optional.empty();
  }

  private ApplyOutcome apply(AssignedNode node, @Nullable String trace, Runnable alive)
      throws IOException {
    alive.run();
    ApplyOutcome outcome = reconciler.apply(desired(node, trace), alive);
    outcomes.set(node, outcome.status(), outcome.reason());
    return outcome;
  }

  private DesiredState desired(AssignedNode node, @Nullable String trace) {
    return new DesiredState(
            device,
            node.ion(),
            node.node(),
            node.generation(),
            new ModelRef(
                node.model().value(),
                node.signature().value(),
                node.signature().keyId(),
                node.bytes()),
            node.settings().every(),
            node.settings().source().name(),
            node.settings().batch(),
            trace,
            FormatFields.of(node.settings().format()),
            null,
            node.settings().bucket().map(bucket -> (int) bucket.toSeconds()).orElse(null))
        .of(node.settings().source());
  }
}
