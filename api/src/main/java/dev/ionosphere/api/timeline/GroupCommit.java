package dev.ionosphere.api.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets batches that come while another is committed share the next commit. The thread that waits
 * longest commits for those behind it. What fails together is tried again one by one, so that a
 * batch fails for its own reasons only.
 */
final class GroupCommit {

  /** A commit takes about as long on a good disk; who comes alone does not wait. */
  private static final long LONGEST_WAIT = TimeUnit.MICROSECONDS.toNanos(500);

  /** So that a transaction stays short. */
  private static final int MOST_DRAFTS = 1_000;

  private final Function<List<DraftBatch>, List<Outcome>> commit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Condition arrived = lock.newCondition();

  /** How many there were when the last commit ended, its own among them. */
  private int crowd;

  /**
   * @param commit one transaction; an outcome for each batch, in their order
   */
  GroupCommit(Function<List<DraftBatch>, List<Outcome>> commit) {
    this.commit = commit;
  }

  /** A batch and its thread. */
  private static final class Waiting {

    private final DraftBatch batch;
    private final Condition turn;
    private @Nullable Outcome outcome;

    Waiting(DraftBatch batch, Condition turn) {
      this.batch = batch;
      this.turn = turn;
    }
  }

  /** Returns after the commit. Batches of one thread stay in their order. */
  Outcome append(DraftBatch batch) {
    Waiting own = new Waiting(batch, lock.newCondition());
    List<Waiting> group = group(own);
    if (!group.isEmpty()) {
      try {
        commit(group);
      } finally {
        release(group);
      }
    }
    if (own.outcome == null) {
      throw new IllegalStateException(
          "the commit of a batch of " + batch.ion() + " was broken off");
    }
    return own.outcome;
  }

  /** Waits for its turn; then what is to be committed, itself first. Empty if others did it. */
  private List<Waiting> group(Waiting own) {
    lock.lock();
    try {
      queue.add(own);
      if (queue.size() == crowd) {
        arrived.signal();
      }
      while (queue.contains(own) && queue.peek() != own) {
        own.turn.awaitUninterruptibly();
      }
      List<Waiting> group = new ArrayList<>();
      if (queue.peek() == own) {
        awaitTheOthers();
        int drafts = 0;
        for (Waiting next : queue) {
          drafts += next.batch.drafts().size();
          if (!group.isEmpty() && drafts > MOST_DRAFTS) {
            break;
          }
          group.add(next);
        }
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  /** Those who appended a moment ago are likely to do so again; one commit for all is less work. */
  private void awaitTheOthers() {
    long left = LONGEST_WAIT;
    while (queue.size() < crowd && left > 0) {
      try {
        left = arrived.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void release(List<Waiting> group) {
    lock.lock();
    try {
      crowd = queue.size();
      for (Waiting done : group) {
        queue.remove();
        done.turn.signal();
      }
      Waiting next = queue.peek();
      if (next != null) {
        next.turn.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void commit(List<Waiting> group) {
    List<Outcome> outcomes = commit.apply(group.stream().map(waiting -> waiting.batch).toList());
    for (int i = 0; i < group.size(); i++) {
      group.get(i).outcome = outcomes.get(i);
    }
    if (group.size() > 1 && begunAndFailed(outcomes.getFirst())) {
      singly(group);
    }
  }

  /** A database that cannot be reached fails all: each would wait for it in vain. */
  private void singly(List<Waiting> group) {
    for (Waiting one : group) {
      Outcome outcome = commit.apply(List.of(one.batch)).getFirst();
      one.outcome = outcome;
      if (outcome instanceof Outcome.Failed failed && !failed.begun()) {
        group.forEach(other -> {
          if (other.outcome instanceof Outcome.Failed) {
            other.outcome = outcome;
          }
        });
        return;
      }
    }
  }

  private static boolean begunAndFailed(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && failed.begun();
  }
}
