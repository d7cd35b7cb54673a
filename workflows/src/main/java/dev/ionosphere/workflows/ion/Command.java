package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.model.ModelRef;
import org.jspecify.annotations.Nullable;

/**
 * What the hub asks of an ION on somebody's behalf.
 *
 * <p>Every command carries an {@code id} that makes it idempotent, the {@code actor} ({@code
 * person:<name>}, from authentication) and the W3C {@code trace} of the call.
 */
public final class Command {

  public record Run(String id, String actor, String node, @Nullable String trace) {}

  public record Pause(String id, String actor, @Nullable String trace) {}

  public record Resume(String id, String actor, @Nullable String trace) {}

  public record Stop(String id, String actor, @Nullable String trace) {}

  public record SetModel(
      String id,
      String actor,
      String node,
      ModelRef model,
      String reason,
      @Nullable String trace) {}

  /** {@code document} is the canonical JSON of a valid ION, {@code generation} grows by apply. */
  public record Change(
      String id, String actor, String document, long generation, @Nullable String trace) {}

  private Command() {}
}
