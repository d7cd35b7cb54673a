package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.workflows.device.DesiredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The thread of one node. Intervals are of monotonic time, so a clock that is set does nothing. It
 * needs the local disk and nothing else.
 */
public final class InferenceLoop {

  private static final Logger LOG = LoggerFactory.getLogger(InferenceLoop.class);
  private static final long LEAST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

  private record Swap(
      DesiredState state, DeviceModel model, Activation activation, CompletableFuture<Void> done) {}

  private final NodeKey key;
  private final LoopContext context;
  private final NodeLoop node;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private @Nullable Swap wanted;
  private boolean stopping;
  private boolean failing;
  private volatile DesiredState state;

  private InferenceLoop(NodeKey key, LoopContext context, NodeLoop node) {
    this.key = key;
    this.context = context;
    this.node = node;
    this.state = node.state();
    this.thread = new Thread(this::run, "loop-" + key);
  }

  /**
   * Starts scoring.
   *
   * @param directory where the node's progress is kept
   */
  public static InferenceLoop start(
      NodeKey key,
      LoopContext context,
      StateDirectory directory,
      DesiredState state,
      DeviceModel model)
      throws IOException {
    InferenceLoop loop =
        new InferenceLoop(key, context, new NodeLoop(key, context, directory, state, model));
    loop.thread.start();
    return loop;
  }

  /** Changes model and settings between two batches; returns when the new ones are active. */
  public void swap(DesiredState to, DeviceModel model, Activation activation) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    lock.lock();
    try {
      if (stopping) {
        throw new IOException("the loop of " + key + " is stopping");
      }
      wanted = new Swap(to, model, activation, done);
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      done.join();
    } catch (CompletionException e) {
      throw new IOException("swap of " + key + " failed: " + e.getCause(), e.getCause());
    }
  }

  /** What runs. */
  public DesiredState state() {
    return state;
  }

  public LoopStatus status() {
    return node.status();
  }

  /** Closes the window and ends the thread. */
  public void stop() throws InterruptedException {
    lock.lock();
    try {
      stopping = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    thread.join();
  }

  private void run() {
    MDC.put("ion", key.ion());
    MDC.put("node", key.node());
    long window = context.window().toNanos();
    long next = System.nanoTime();
    long opened = next;
    try {
      while (await(node.windowOpen() ? Math.min(next, opened + window) : next)) {
        boolean swapped = swapIfWanted();
        long now = System.nanoTime();
        next = swapped ? now : next;
        if (now - next >= 0) {
          boolean wasOpen = node.windowOpen();
          attempt(node::batch);
          opened = wasOpen ? opened : now;
          long every = Math.max(LEAST_INTERVAL, node.state().every().toNanos());
          next = Math.max(next + every, now);
        }
        if (node.windowOpen() && System.nanoTime() - opened >= window) {
          opened = System.nanoTime();
          attempt(node::close);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted, the loop ends");
    }
    attempt(node::close);
    if (wanted != null) {
      wanted.done().completeExceptionally(new IOException("the device is stopping"));
    }
  }

  private boolean await(long due) throws InterruptedException {
    lock.lock();
    try {
      long left = due - System.nanoTime();
      while (left > 0 && !stopping && wanted == null) {
        left = changed.awaitNanos(left);
      }
      return !stopping;
    } finally {
      lock.unlock();
    }
  }

  private boolean swapIfWanted() {
    @Nullable Swap swap;
    lock.lock();
    try {
      swap = wanted;
      wanted = null;
    } finally {
      lock.unlock();
    }
    if (swap == null) {
      return false;
    }
    try {
      node.swap(swap.state(), swap.model(), swap.activation());
      state = node.state();
      swap.done().complete(null);
      return true;
    } catch (IOException | RuntimeException e) {
      swap.done().completeExceptionally(e);
      return false;
    }
  }

  private interface Step {
    void take() throws IOException;
  }

  /** A fault of disk or source is said once, and tried again at the next interval. */
  private void attempt(Step step) {
    try {
      step.take();
      failing = false;
    } catch (IOException | UncheckedIOException e) {
      if (!failing) {
        LOG.warn("no rows for now: {}", e.toString());
      }
      failing = true;
    } catch (RuntimeException e) {
      LOG.error("a batch failed", e);
    }
  }
}
