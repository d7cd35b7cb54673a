package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.models.device.DesiredState;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What other threads want of a loop: a change, its end. Whoever waits for a change gets an answer,
 * whatever becomes of the loop.
 */
final class LoopInbox {

  private static final long LONGEST_SWAP_SECONDS = 120;

  record Swap(
      DesiredState state, DeviceModel model, Activation activation, CompletableFuture<Void> done) {}

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Swap wanted;
  private boolean stopping;
  private boolean ended;

  /**
   * @param name of the loop, for messages
   */
  LoopInbox(String name) {
    this.name = name;
  }

  /** Asks for a change and waits for it. A model that is not taken is closed. */
  void swap(DesiredState to, DeviceModel model, Activation activation) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    lock.lock();
    try {
      if (stopping || ended) {
        model.close();
        throw new IOException(name + " has ended or is stopping");
      }
      if (wanted != null) {
        refuse(wanted, "another change came");
      }
      wanted = new Swap(to, model, activation, done);
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      done.get(LONGEST_SWAP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("change of %s: %s".formatted(name, e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(
          "change of %s: no answer in %d s".formatted(name, LONGEST_SWAP_SECONDS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("change of " + name + ": interrupted", e);
    }
  }

  void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The loop takes nothing more. */
  void end() {
    lock.lock();
    try {
      ended = true;
      if (wanted != null) {
        refuse(wanted, "it has ended");
        wanted = null;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void refuse(Swap swap, String why) {
    swap.model().close();
    swap.done().completeExceptionally(new IOException(name + ": " + why));
  }

  /** Waits until then or until something is wanted; answers whether the loop goes on. */
  boolean await(long due) throws InterruptedException {
    lock.lock();
    try {
      long left = due - System.nanoTime();
      while (left > 0 && !stopping && !ended && wanted == null) {
        left = changed.awaitNanos(left);
      }
      return !stopping && !ended;
    } finally {
      lock.unlock();
    }
  }

  /** The change that is wanted, once. */
  @Nullable Swap take() {
    lock.lock();
    try {
      @Nullable Swap swap = wanted;
      wanted = null;
      return swap;
    } finally {
      lock.unlock();
    }
  }
}
