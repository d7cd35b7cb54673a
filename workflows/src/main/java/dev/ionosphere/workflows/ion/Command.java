package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.model.ModelRef;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the hub asks of an ION on somebody's behalf.
 *
 * <p>Every command carries an {@code id} that makes it idempotent and the W3C {@code trace} of the
 * call. What touches policy carries a {@code ticket}, which says who asks; the others carry the
 * {@code actor} ({@code person:<name>}, from authentication).
 */
public final class Command {

  public record Run(String id, String actor, String node, @Nullable String trace) {
    public Run {
      required(id, "id");
      required(actor, "actor");
      required(node, "node");
    }
  }

  /** {@code run} is the id of a training run, such as {@code turbofan.retrain.3}. */
  public record StopRun(String id, String actor, String run, @Nullable String trace) {
    public StopRun {
      required(id, "id");
      required(actor, "actor");
      required(run, "run");
    }
  }

  public record Pause(String id, String actor, @Nullable String trace) {
    public Pause {
      required(id, "id");
      required(actor, "actor");
    }
  }

  public record Resume(String id, String actor, @Nullable String trace) {
    public Resume {
      required(id, "id");
      required(actor, "actor");
    }
  }

  public record Stop(String id, @Nullable String ticket, @Nullable String trace) {
    public Stop {
      required(id, "id");
    }
  }

  public record SetModel(
      String id,
      @Nullable String ticket,
      String node,
      ModelRef model,
      String reason,
      @Nullable String trace) {
    public SetModel {
      required(id, "id");
      required(node, "node");
      required(model, "model");
      required(model.digest(), "model.digest");
      required(reason, "reason");
    }
  }

  /** {@code document} is the canonical JSON of a valid ION, {@code generation} grows by apply. */
  public record Change(
      String id,
      @Nullable String ticket,
      String document,
      long generation,
      @Nullable String trace) {
    public Change {
      required(id, "id");
      required(document, "document");
    }
  }

  /** {@code keys} are all that tickets may be signed with from now on. */
  public record RotateKeys(
      String id, @Nullable String ticket, List<TicketKey> keys, @Nullable String trace) {
    public RotateKeys {
      required(id, "id");
      required(keys, "keys");
      keys = List.copyOf(keys);
    }
  }

  /**
   * {@code change} goes through after {@code delaySeconds} without its approvers, unless one of
   * them rejects it. The hub has verified {@code statement}, which an offline key has signed.
   */
  public record BreakGlass(
      String id,
      @Nullable String ticket,
      String change,
      String statement,
      String reason,
      long delaySeconds,
      @Nullable String trace) {
    public BreakGlass {
      required(id, "id");
      required(change, "change");
      required(statement, "statement");
      required(reason, "reason");
    }
  }

  private static void required(@Nullable Object value, String field) {
    if (value == null || Objects.equals(value, "")) {
      throw new IllegalArgumentException("A command needs its " + field + ", got none");
    }
  }

  private Command() {}
}
