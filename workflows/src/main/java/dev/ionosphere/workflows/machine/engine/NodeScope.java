package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketDesk;
import dev.ionosphere.workflows.machine.node.InUse;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.node.Trigger;
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

/** One node's view of a turn. */
final class NodeScope implements Scope {

  private final Turn turn;
  private final String node;

  NodeScope(Turn turn, String node) {
    this.turn = turn;
    this.node = node;
  }

  @Override
  public String ion() {
    return turn.name();
  }

  @Override
  public Instant now() {
    return turn.now();
  }

  @Override
  public boolean paused() {
    return turn.paused();
  }

  @Override
  public int rules() {
    return turn.before().rules();
  }

  @Override
  public @Nullable String trace() {
    return turn.identity().trace();
  }

  @Override
  public TicketDesk tickets() {
    return turn.tickets();
  }

  @Override
  public void spent(Ticket ticket) {
    turn.dedup.used(ticket);
  }

  @Override
  public long next() {
    return turn.next(node);
  }

  @Override
  public List<String> targets() {
    return turn.graph().targets(node);
  }

  @Override
  public Optional<InUse> inUse(String name) {
    return Optional.ofNullable(turn.nodes().get(name)).flatMap(NodeState::inUse);
  }

  @Override
  public String policyAhead(Set<String> origins) {
    return turn.digests().ahead(origins);
  }

  @Override
  public String policyBehind() {
    return turn.digests().behind(node);
  }

  @Override
  public String record(TimelineEvent event, Actor actor, @Nullable String cause) {
    return turn.record(event, actor, node, cause);
  }

  @Override
  public void begin(
      Payload.Model model,
      Lineage lineage,
      Provenance provenance,
      String cause,
      @Nullable String trace) {
    turn.traffic.send(node, model, lineage, provenance, cause, trace);
  }

  @Override
  public void pass(Batch batch) {
    turn.traffic.send(
        node, batch.model(), batch.lineage(), batch.provenance(), batch.cause(), batch.trace());
  }

  @Override
  public void refuse(Batch batch, String reason, String cause) {
    turn.traffic.send(
        node,
        new Payload.Refusal(reason),
        batch.lineage(),
        batch.provenance(),
        cause,
        batch.trace());
  }

  @Override
  public void restart(Batch batch, String cause) {
    turn.queue.restart(batch, cause);
  }

  @Override
  public void start(Trigger trigger, @Nullable String cause, @Nullable String trace) {
    turn.queue.add(new Queue.Task.Start(node, trigger, cause, trace));
  }

  @Override
  public void tell(EventName event, @Nullable String cause, @Nullable String trace) {
    turn.queue.add(new Queue.Task.Tell(node, event, cause, trace));
  }

  @Override
  public void over(EventName event) {
    Triggers.forget(turn, node, event);
  }

  @Override
  public void reply(Reply reply) {
    turn.reply(reply);
  }
}
