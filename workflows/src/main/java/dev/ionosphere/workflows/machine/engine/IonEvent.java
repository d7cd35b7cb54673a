package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.timeline.Actor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happened, as the machine takes it. */
public sealed interface IonEvent {

  /** Identifies what happened; the records that it leads to have keys made from it. */
  String id();

  /** The workflow started for the first time. The id is unique among all launches of the ION. */
  record Launched(String id) implements IonEvent {}

  /** The time of an alarm has come. */
  record AlarmDue(Alarm alarm) implements IonEvent {
    @Override
    public String id() {
      return alarm.node() + "/" + alarm.name() + "/" + alarm.at();
    }
  }

  /** Work that the state wanted has ended. */
  record WorkEnded(String work, String node, WorkEnd end) implements IonEvent {
    @Override
    public String id() {
      return work + "/ended";
    }
  }

  /** Work tells how far it is. */
  record WorkProgressed(String id, String work, String node, Object output) implements IonEvent {}

  /**
   * @param waiting absent: it goes on
   */
  record WorkWaits(String id, String work, String node, Optional<WorkWait> waiting)
      implements IonEvent {}

  /** A signal for one node. Its id tells whether it came before. */
  record Told(String id, String node, NodeCommand command) implements IonEvent {}

  /** Somebody decides about an approval or a pending change. */
  record Decided(String id, DecideRequest request, boolean answered) implements IonEvent {}

  /** What a person asks for; a repeated id gets the first receipt. */
  sealed interface Command extends IonEvent {}

  record RunRequested(String id, Actor actor, String node, @Nullable String trace)
      implements Command {}

  record RunStopped(String id, Actor actor, String run) implements Command {}

  /**
   * @param ticket to {@code setModel}, over node and digest
   */
  record ModelSet(
      String id,
      Optional<String> ticket,
      String node,
      ModelRef model,
      String reason,
      @Nullable String trace)
      implements Command {}

  record Paused(String id, Actor actor) implements Command {}

  record Resumed(String id, Actor actor) implements Command {}

  /**
   * @param ticket to {@code change}, over the document's digest
   * @param document canonical JSON
   */
  record DocumentChanged(
      String id, Optional<String> ticket, String document, long generation, @Nullable String trace)
      implements Command {}

  /**
   * @param ticket to {@code rotateKeys}, over the ids of the keys
   */
  record KeysChanged(String id, Optional<String> ticket, List<TicketKey> keys) implements Command {
    public KeysChanged {
      keys = List.copyOf(keys);
    }
  }

  /**
   * @param ticket to {@code breakGlass}, over change, statement and delay
   * @param statement signed with the offline key; kept in the record
   */
  record GlassBroken(
      String id,
      Optional<String> ticket,
      String change,
      String statement,
      String reason,
      long delaySeconds)
      implements Command {}

  /**
   * @param ticket to {@code stop}, over the ION's name and whether its models are withdrawn
   * @param withdraw whether the devices are to run its models no more
   */
  record Stopped(String id, Optional<String> ticket, boolean withdraw) implements Command {}

  /** Cancelled through Temporal itself: a stop by somebody who is not known. */
  record Cancelled(String id) implements IonEvent {}
}
