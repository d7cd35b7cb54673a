package dev.ionosphere.api.temporal;

import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import java.time.Duration;

/** Deliveries under way. Every call may end in a 503 problem if Temporal is down. */
public interface NoticeWorkflows {

  /** Starts a delivery, once for each delivery id. */
  void start(NoticeOrder order);

  /** Where a delivery stands. */
  Standing look(String delivery);

  /** Waits for its end, and says where it stands then. */
  Standing await(String delivery, Duration patience);

  /** Where a delivery stands. */
  sealed interface Standing {

    /**
     * @param trouble why it was not delivered yet; empty if nothing is wrong so far
     */
    record Running(String trouble) implements Standing {}

    record Ended(NoticeReceipt receipt) implements Standing {}

    /** Temporal does not know it. */
    record Unknown() implements Standing {}
  }
}
