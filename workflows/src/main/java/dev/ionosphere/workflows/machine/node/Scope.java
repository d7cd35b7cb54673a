package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketDesk;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.token.Lineage;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.machine.token.Provenance;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node's view of the step it takes part in: what it may know, and where it leaves what it wants
 * done. Lives as long as the step. Only the engine moves tokens.
 */
public interface Scope {

  String ion();

  Instant now();

  boolean paused();

  /** Selects behaviour for a whole run of the workflow; 1 and up. */
  int rules();

  /** W3C trace of what the ION was launched by. */
  @Nullable String trace();

  /** Who decides about tickets. */
  TicketDesk tickets();

  /** The ticket counted; it is good for nothing else. */
  void spent(Ticket ticket);

  /** The next number of this node's runs, approvals or generations; none comes twice. */
  long next();

  /** Inference nodes, or others that use models, that a candidate here can come to. */
  List<String> targets();

  /** The model in use at another node. */
  Optional<InUse> inUse(String node);

  /** Digest of all policy between the origins of a candidate and the devices. */
  String policyAhead(Set<String> origins);

  /** Digest of all policy that a candidate passes on any way to this node. */
  String policyBehind();

  /**
   * Records what happened; the key is the cause of what follows from it.
   *
   * @param cause key of the record that led to it
   */
  String record(TimelineEvent event, Actor actor, @Nullable String cause);

  /** A candidate begins here and goes out along every model edge. */
  void begin(
      Payload.Model model,
      Lineage lineage,
      Provenance provenance,
      String cause,
      @Nullable String trace);

  /** What came goes on along every model edge. */
  void pass(Batch batch);

  /** What came will not go on; only joins ahead hear of it. */
  void refuse(Batch batch, String reason, String cause);

  /** What came begins its way again at its origin, as the way has changed. */
  void restart(Batch batch, String cause);

  /** Wants this node started; if something is in the way, that is recorded. */
  void start(Trigger trigger, @Nullable String cause, @Nullable String trace);

  /** Something was seen here; event edges may start other nodes. */
  void tell(EventName event, @Nullable String cause, @Nullable String trace);

  /** What was seen here is over. */
  void over(EventName event);

  void reply(Reply reply);

  default void receipt(boolean done, String message) {
    reply(new Reply.Receipt(done, message));
  }
}
