package dev.ionosphere.workflows.machine.node.notify;

import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.NotifyNode;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.node.Trigger;
import dev.ionosphere.workflows.machine.node.notify.NotifyState.Sending;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.notice.NoticeActivities;
import dev.ionosphere.workflows.notice.NoticeAddress;
import dev.ionosphere.workflows.notice.NoticeMessage;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.NoticeEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what is seen for a while and tells it in one notice, one at a time. */
public final class NotifyBehaviour implements NodeBehaviour<NotifyNode, NotifyState> {

  private static final String SEND = "send";

  private static final Kind<NotifyNode, NotifyState> KIND =
      Kind.first("notify", NotifyNode.class, NotifyState.class);

  private static final Runner SENDER = new Runner.Step(NoticeActivities.SEND, NoticeReceipt.class);

  @Override
  public Kind<NotifyNode, NotifyState> kind() {
    return KIND;
  }

  @Override
  public NotifyState initial(NotifyNode node, Scope scope) {
    return NotifyState.NEW;
  }

  @Override
  public NotifyState started(
      NotifyNode node,
      NotifyState state,
      Trigger trigger,
      @Nullable String cause,
      @Nullable String trace,
      Scope scope) {
    NotifyState more = state.with(Seen.of(trigger, scope.now(), cause));
    scope.receipt(
        true, "%s tells of it within %s".formatted(node.name(), DurationText.of(node.group())));
    return gathered(node, more, scope);
  }

  /** Sends now, or later together with what comes until then. */
  private static NotifyState gathered(NotifyNode node, NotifyState state, Scope scope) {
    if (state.sending() != null || state.due() != null || state.seen().isEmpty()) {
      return state;
    }
    return node.group().isZero() && !scope.paused()
        ? sent(node, state, scope)
        : state.due(scope.now().plus(node.group()));
  }

  private static NotifyState sent(NotifyNode node, NotifyState state, Scope scope) {
    long number = scope.next();
    NoticeMessage message =
        NoticeText.of(
            delivery(node, number, scope), scope.ion(), node.name(), state.seen(), state.more());
    return state.sending(
        sending(node, number, message, state.events(), state.seen().getFirst().cause(), scope));
  }

  private static String delivery(NotifyNode node, long number, Scope scope) {
    return "%s.%s.%d".formatted(scope.ion(), node.name(), number);
  }

  private static Sending sending(
      NotifyNode node,
      long number,
      NoticeMessage message,
      long events,
      @Nullable String cause,
      Scope scope) {
    return new Sending(
        "work:%s:%s:%d".formatted(scope.ion(), node.name(), number),
        new NoticeOrder(NoticeAddress.of(node.target()), message),
        events,
        cause,
        null);
  }

  @Override
  public NotifyState due(NotifyNode node, NotifyState state, Alarm alarm, Scope scope) {
    return alarm.at().equals(state.due()) ? sent(node, state, scope) : state;
  }

  @Override
  public NotifyState ended(
      NotifyNode node, NotifyState state, String work, WorkEnd end, Scope scope) {
    Sending sending = state.sending();
    if (sending == null || !sending.work().equals(work)) {
      return state;
    }
    NotifyState after =
        reason(end)
            .map(reason -> failed(node, state, sending, reason, scope))
            .orElseGet(() -> delivered(node, state, sending, scope));
    return gathered(node, after, scope);
  }

  /** Why it was not delivered; nothing if it was. */
  private static Optional<String> reason(WorkEnd end) {
    return switch (end) {
      case WorkEnd.Done(NoticeReceipt receipt) ->
          receipt.state() == NoticeReceipt.State.DELIVERED
              ? Optional.empty()
              : Optional.of(String.valueOf(receipt.reason()));
      case WorkEnd.Done done -> Optional.of("nobody says what became of it");
      case WorkEnd.Failed(String why) -> Optional.of(Storable.reason(why));
      case WorkEnd.Cancelled(String why) -> Optional.of(why);
      case WorkEnd.Lost(String why) -> Optional.of(why);
    };
  }

  private static NotifyState delivered(
      NotifyNode node, NotifyState state, Sending sending, Scope scope) {
    NoticeMessage notice = sending.order().notice();
    scope.record(
        new NoticeEvent.NoticeSent(
            notice.delivery(), NoticeText.receiver(sending.order().target()), notice.title()),
        Actor.SYSTEM,
        sending.cause());
    scope.over(EventName.FAILED);
    return state.delivered(notice.delivery() + " was delivered");
  }

  private static NotifyState failed(
      NotifyNode node, NotifyState state, Sending sending, String reason, Scope scope) {
    String key = recorded(node, sending, reason, Actor.SYSTEM, scope);
    scope.tell(EventName.FAILED, key, null);
    return state.failed(
        "%s was not delivered: %s".formatted(sending.order().notice().delivery(), reason));
  }

  private static String recorded(
      NotifyNode node, Sending sending, String reason, Actor actor, Scope scope) {
    NoticeMessage notice = sending.order().notice();
    return scope.record(
        new NoticeEvent.NoticeFailed(
            notice.delivery(),
            NoticeText.receiver(sending.order().target()),
            notice.title(),
            Storable.reason(reason)),
        actor,
        sending.cause());
  }

  @Override
  public NotifyState waits(
      NotifyNode node, NotifyState state, String work, Optional<WorkWait> wait, Scope scope) {
    Sending sending = state.sending();
    return sending == null || !sending.work().equals(work)
        ? state
        : addressed(node, state.going(sending.waiting(wait.orElse(null))), scope);
  }

  @Override
  public NotifyState adapt(
      NotifyNode before, NotifyNode after, NotifyState state, String cause, Scope scope) {
    Instant sooner = scope.now().plus(after.group());
    Instant due = state.due();
    return addressed(after, due != null && sooner.isBefore(due) ? state.due(sooner) : state, scope);
  }

  /** What a receiver is waited for that the document no longer names goes to the one it names. */
  private static NotifyState addressed(NotifyNode node, NotifyState state, Scope scope) {
    Sending sending = state.sending();
    if (sending == null
        || sending.waiting() == null
        || sending.order().target().equals(NoticeAddress.of(node.target()))) {
      return state;
    }
    String key =
        recorded(node, sending, "the document names another receiver", Actor.SYSTEM, scope);
    long number = scope.next();
    NoticeMessage again = sending.order().notice().again(delivery(node, number, scope));
    return state.going(sending(node, number, again, sending.events(), key, scope));
  }

  @Override
  public NotifyState close(NotifyNode node, NotifyState state, Closing why, Scope scope) {
    Sending sending = state.sending();
    if (sending != null) {
      String unused = recorded(node, sending, why.reason(), why.actor(), scope);
    }
    return state.silent();
  }

  @Override
  public NotifyState told(NotifyNode node, NotifyState state, NodeCommand command, Scope scope) {
    return switch (command) {
      case NodeCommand.Decide decide -> refused(node, state, "decision", scope);
      case NodeCommand.StopRun stop -> refused(node, state, "stop of a run", scope);
      case NodeCommand.SetModel set -> refused(node, state, "model", scope);
      case NodeCommand.Judged judged -> refused(node, state, "judgement", scope);
    };
  }

  @Override
  public Set<Alarm> alarms(NotifyNode node, NotifyState state, boolean paused) {
    Instant due = state.due();
    return due == null || paused
        ? Set.of()
        : Set.of(new Alarm(node.name(), SEND, due, "next notice of " + node.name()));
  }

  @Override
  public List<Work> work(NotifyNode node, NotifyState state, boolean paused) {
    Sending sending = state.sending();
    return sending == null
        ? List.of()
        : List.of(
            new Work(
                sending.work(),
                node.name(),
                SENDER,
                sending.order(),
                1,
                Work.Mode.RUN,
                "notice " + sending.order().notice().delivery()));
  }

  @Override
  public Set<EventName> standing(NotifyState state) {
    return state.failed() ? Set.of(EventName.FAILED) : Set.of();
  }

  /** Whoever is told lets nothing pass. */
  @Override
  public List<PolicyField> policy(NotifyNode node) {
    return List.of();
  }

  @Override
  public NodeView view(NotifyNode node, NotifyState state) {
    Sending sending = state.sending();
    if (sending != null) {
      WorkWait wait = sending.waiting();
      String delivery = sending.order().notice().delivery();
      return NodeView.of(
          KIND.name(),
          wait == null ? NodeStatus.RUNNING : NodeStatus.WAITING_FOR_OUTSIDE,
          wait == null ? delivery : delivery + " is " + wait.text(),
          state.laps());
    }
    Instant due = state.due();
    return NodeView.of(
        KIND.name(),
        state.failed() ? NodeStatus.FAILED : NodeStatus.IDLE,
        due == null ? state.last() : "%d to tell at %s".formatted(state.events(), due),
        state.laps());
  }
}
