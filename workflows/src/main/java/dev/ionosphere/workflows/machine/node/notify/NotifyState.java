package dev.ionosphere.workflows.machine.node.notify;

import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.notice.NoticeOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param seen the oldest of what the next notice tells of
 * @param more how many others it only counts
 * @param due when the next notice goes out; absent: nothing to tell, or one is under way
 * @param laps how many notices were delivered
 * @param last what became of the last one, in words; empty before
 * @param failed whether that one was not delivered
 */
public record NotifyState(
    List<Seen> seen,
    long more,
    @Nullable Instant due,
    @Nullable Sending sending,
    long laps,
    String last,
    boolean failed)
    implements NodeState {

  /** A notice with more lines is not read. */
  private static final int TOLD = 20;

  static final NotifyState NEW = new NotifyState(List.of(), 0, null, null, 0, "", false);

  public NotifyState {
    seen = List.copyOf(seen);
  }

  /**
   * A notice on its way, frozen when it was written.
   *
   * @param events how many it tells of
   * @param cause key of the record of the first of them
   */
  record Sending(
      String work,
      NoticeOrder order,
      long events,
      @Nullable String cause,
      @Nullable WorkWait waiting) {

    Sending waiting(@Nullable WorkWait wait) {
      return new Sending(work, order, events, cause, wait);
    }
  }

  long events() {
    return seen.size() + more;
  }

  NotifyState with(Seen next) {
    if (seen.size() == TOLD) {
      return new NotifyState(seen, more + 1, due, sending, laps, last, failed);
    }
    List<Seen> all = new ArrayList<>(seen);
    all.add(next);
    return new NotifyState(all, more, due, sending, laps, last, failed);
  }

  NotifyState due(@Nullable Instant at) {
    return new NotifyState(seen, more, at, sending, laps, last, failed);
  }

  /** What was seen so far is told by it. */
  NotifyState sending(Sending next) {
    return new NotifyState(List.of(), 0, null, next, laps, last, failed);
  }

  /** It goes on otherwise. */
  NotifyState going(Sending on) {
    return new NotifyState(seen, more, due, on, laps, last, failed);
  }

  NotifyState delivered(String said) {
    return new NotifyState(seen, more, due, null, laps + 1, said, false);
  }

  NotifyState failed(String said) {
    return new NotifyState(seen, more, due, null, laps, said, true);
  }

  /** It tells nothing more. */
  NotifyState silent() {
    return new NotifyState(List.of(), 0, null, null, laps, last, failed);
  }
}
