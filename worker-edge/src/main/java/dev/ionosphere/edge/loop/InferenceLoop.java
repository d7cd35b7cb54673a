package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.supervise.Backoff;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.IncidentKind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The thread of one node. Intervals are of monotonic time, so a clock that is set does nothing. It
 * needs the local disk and nothing else.
 *
 * <p>A failure that is no fault of disk or source may have left counts half done: the loop forgets
 * what it has in memory and begins again where its disk says it is, after a while. A node that
 * fails again and again is reported as failed, and still tried.
 */
public final class InferenceLoop {

  private static final Logger LOG = LoggerFactory.getLogger(InferenceLoop.class);
  private static final long LEAST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_STOP_SECONDS = 10;
  private static final int FAILURES_OF_A_FAILED_NODE = 3;

  private final NodeKey key;
  private final LoopContext context;
  private final StateDirectory directory;
  private final LoopInbox inbox;
  private final Thread thread;
  private final Backoff backoff = new Backoff();
  private volatile NodeLoop node;
  private boolean mustBeRebuilt;
  private long next;
  private @Nullable Stretch stretch;
  private boolean failing;

  private InferenceLoop(NodeKey key, LoopContext context, StateDirectory directory, NodeLoop node) {
    this.key = key;
    this.context = context;
    this.directory = directory;
    this.node = node;
    this.inbox = new LoopInbox("the loop of " + key);
    this.thread = new Thread(this::run, "loop-" + key);
  }

  /**
   * Starts scoring.
   *
   * @param directory where the node's progress is kept
   * @param model closed when it is not used any more, also if this throws
   */
  public static InferenceLoop start(
      NodeKey key,
      LoopContext context,
      StateDirectory directory,
      DesiredState state,
      DeviceModel model)
      throws IOException {
    try {
      NodeLoop node = new NodeLoop(key, context, directory, state, model);
      InferenceLoop loop = new InferenceLoop(key, context, directory, node);
      loop.thread.start();
      return loop;
    } catch (IOException | RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /**
   * Changes model and settings between two batches; returns when the new ones are active.
   *
   * @param model closed when it is not used any more, also if this throws
   * @throws IOException if they are not: the old ones run on
   */
  public void swap(DesiredState to, DeviceModel model, Activation activation) throws IOException {
    inbox.swap(to, model, activation);
  }

  /** What runs. */
  public DesiredState state() {
    return node.state();
  }

  public LoopStatus status() {
    return node.status();
  }

  /** Closes what is open and ends the thread. */
  public void stop() throws InterruptedException {
    inbox.stop();
    if (!thread.join(Duration.ofSeconds(LONGEST_STOP_SECONDS))) {
      LOG.warn("{} does not end in {} s", thread.getName(), LONGEST_STOP_SECONDS);
    }
  }

  private void run() {
    MDC.put("ion", key.ion());
    MDC.put("node", key.node());
    next = now();
    try {
      while (inbox.await(due())) {
        guarded(this::turn);
      }
      if (!mustBeRebuilt) {
        guarded(node::close);
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted, the loop ends");
    } finally {
      node.end();
      node.model().close();
      inbox.end();
    }
  }

  private long due() {
    return mustBeRebuilt || stretch == null ? next : Math.min(next, stretch.overAt());
  }

  /** What is due now: a swap, the closing of a stretch, a batch. */
  private void turn() throws IOException {
    boolean swapped = swapIfWanted();
    long now = now();
    next = swapped ? now : next;
    closeIfOver(now);
    if (now - next >= 0) {
      rebuildIfNeeded();
      beginIfNone(now);
      next = Math.max(next + Math.max(LEAST_INTERVAL, node.state().every().toNanos()), now);
      next = node.batch() ? now() : next;
      failing = false;
    }
    if (backoff.isOver(now())) {
      works();
    }
  }

  /** A stretch in which the source was not asked is not told of. */
  private void beginIfNone(long now) {
    if (stretch == null) {
      stretch = Stretch.at(context.clock().instant(), now, context.seconds(node.state()));
    }
  }

  private void closeIfOver(long now) {
    if (mustBeRebuilt) {
      stretch = null;
    } else if (stretch != null && stretch.isOver(context.clock().instant(), now)) {
      node.close(stretch);
      stretch = null;
      works();
    }
  }

  /** The new model may be the cure of what fails, so this is done while the loop waits, too. */
  private boolean swapIfWanted() {
    LoopInbox.@Nullable Swap swap = inbox.take();
    if (swap == null) {
      return false;
    }
    try {
      rebuildIfNeeded();
      node.swap(swap.state(), swap.model(), swap.activation());
      stretch = null;
      swap.done().complete(null);
      works();
      return true;
    } catch (IOException e) {
      swap.model().close();
      swap.done().completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      if (node.model() != swap.model()) {
        swap.model().close();
      }
      // Also a model too large for the memory that is left. What runs is not touched by it, but
      // may have been in the middle of closing what it counted.
      mustBeRebuilt = true;
      swap.done().completeExceptionally(e);
      context
          .incidents()
          .report(
              IncidentKind.AGENT_FAILED.text(),
              key,
              "the change to generation %d failed, generation %d runs on: %s"
                  .formatted(swap.state().generation(), state().generation(), e));
    }
    return false;
  }

  private void rebuildIfNeeded() throws IOException {
    if (mustBeRebuilt) {
      NodeLoop old = node;
      node = new NodeLoop(key, context, directory, old.state(), old.model());
      old.end();
      mustBeRebuilt = false;
    }
  }

  private interface Step {
    void take() throws IOException;
  }

  /** A fault of the source is said once, and tried again at the next interval. */
  private void guarded(Step step) {
    try {
      step.take();
    } catch (IOException e) {
      if (!failing) {
        LOG.warn("no rows for now: {}", e.toString());
      }
      failing = true;
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private void failed(Throwable failure) {
    mustBeRebuilt = true;
    long now = now();
    next = now + backoff.failed(now);
    boolean first = backoff.failures() == 1;
    boolean forGood = backoff.failures() == FAILURES_OF_A_FAILED_NODE;
    boolean outOfMemory = failure instanceof OutOfMemoryError;
    if (outOfMemory) {
      inbox.end();
    }
    if (first || forGood || outOfMemory) {
      context
          .supervisor()
          .failed(part(), key, failure, "it goes on from its disk at generation " + generation());
    }
    if (backoff.failures() >= FAILURES_OF_A_FAILED_NODE) {
      context.statuses().trouble(key, true, "the loop fails again and again: " + failure);
    }
  }

  private void works() {
    if (backoff.failures() > 0) {
      backoff.worked();
      context.supervisor().works(part());
      context.statuses().well(key);
    }
  }

  private String part() {
    return "the loop of " + key;
  }

  private long generation() {
    return node.state().generation();
  }

  private static long now() {
    return System.nanoTime();
  }
}
