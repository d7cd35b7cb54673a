package dev.ionosphere.workflows.ion;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.timeline.Actor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the hub asks of an ION on somebody's behalf.
 *
 * <p>Every command carries an {@code id} that makes it idempotent and the W3C {@code trace} of the
 * call. What touches policy carries a {@code ticket}, which says who asks; the others carry the
 * {@code actor} ({@code person:<name>}, from authentication).
 */
public sealed interface Command {

  /** As the machine takes it. */
  IonEvent event();

  record Run(String id, String actor, String node, @Nullable String trace) implements Command {
    public Run {
      required(id, "id");
      required(actor, "actor");
      required(node, "node");
    }

    @Override
    public IonEvent event() {
      return new IonEvent.RunRequested(id, new Actor(actor), node, trace);
    }
  }

  /** {@code run} is the id of a training run, such as {@code turbofan.retrain.3}. */
  record StopRun(String id, String actor, String run, @Nullable String trace) implements Command {
    public StopRun {
      required(id, "id");
      required(actor, "actor");
      required(run, "run");
    }

    @Override
    public IonEvent event() {
      return new IonEvent.RunStopped(id, new Actor(actor), run);
    }
  }

  record Pause(String id, String actor, @Nullable String trace) implements Command {
    public Pause {
      required(id, "id");
      required(actor, "actor");
    }

    @Override
    public IonEvent event() {
      return new IonEvent.Paused(id, new Actor(actor));
    }
  }

  record Resume(String id, String actor, @Nullable String trace) implements Command {
    public Resume {
      required(id, "id");
      required(actor, "actor");
    }

    @Override
    public IonEvent event() {
      return new IonEvent.Resumed(id, new Actor(actor));
    }
  }

  /**
   * @param withdraw whether the devices are to run its models no more; absent: they go on
   */
  record Stop(String id, @Nullable String ticket, boolean withdraw, @Nullable String trace)
      implements Command {
    public Stop {
      required(id, "id");
    }

    @Override
    public IonEvent event() {
      return new IonEvent.Stopped(id, Optional.ofNullable(ticket), withdraw);
    }
  }

  record SetModel(
      String id,
      @Nullable String ticket,
      String node,
      ModelRef model,
      String reason,
      @Nullable String trace)
      implements Command {
    public SetModel {
      required(id, "id");
      required(node, "node");
      required(model, "model");
      required(model.digest(), "model.digest");
      required(reason, "reason");
    }

    @Override
    public IonEvent event() {
      return new IonEvent.ModelSet(id, Optional.ofNullable(ticket), node, model, reason, trace);
    }
  }

  /** {@code document} is the canonical JSON of a valid ION, {@code generation} grows by apply. */
  record Change(
      String id, @Nullable String ticket, String document, long generation, @Nullable String trace)
      implements Command {
    public Change {
      required(id, "id");
      required(document, "document");
    }

    @Override
    public IonEvent event() {
      return new IonEvent.DocumentChanged(
          id, Optional.ofNullable(ticket), document, generation, trace);
    }
  }

  /** {@code keys} are all that tickets may be signed with from now on. */
  record RotateKeys(
      String id, @Nullable String ticket, List<TicketKey> keys, @Nullable String trace)
      implements Command {
    public RotateKeys {
      required(id, "id");
      required(keys, "keys");
      keys = List.copyOf(keys);
    }

    @Override
    public IonEvent event() {
      return new IonEvent.KeysChanged(id, Optional.ofNullable(ticket), keys);
    }
  }

  /**
   * {@code change} goes through after {@code delaySeconds} without its approvers, unless one of
   * them rejects it. The hub has verified {@code statement}, which an offline key has signed.
   */
  record BreakGlass(
      String id,
      @Nullable String ticket,
      String change,
      String statement,
      String reason,
      long delaySeconds,
      @Nullable String trace)
      implements Command {
    public BreakGlass {
      required(id, "id");
      required(change, "change");
      required(statement, "statement");
      required(reason, "reason");
    }

    @Override
    public IonEvent event() {
      return new IonEvent.GlassBroken(
          id, Optional.ofNullable(ticket), change, statement, reason, delaySeconds);
    }
  }

  private static void required(@Nullable Object value, String field) {
    if (value == null || Objects.equals(value, "")) {
      throw new IllegalArgumentException("A command needs its " + field + ", got none");
    }
  }
}
