package dev.ionosphere.api.node;

import dev.ionosphere.workflows.machine.node.NodeView;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of a node, whatever its kind.
 *
 * @param view what the ION's workflow says of it, or said last; absent if it never said anything
 * @param run its newest run
 * @param asked its newest question to people
 * @param devices that were ever told to serve it
 * @param current devices that have its newest release
 */
public record Known(
    String ion,
    Optional<NodeView> view,
    Optional<Run> run,
    Optional<Asked> asked,
    long devices,
    long current) {

  /**
   * @param fraction of its work that is done, as its worker last said
   * @param at when it ended, or started while it runs
   */
  public record Run(String id, String state, @Nullable Double fraction, Instant at) {}

  public record Asked(String id, String state, String candidate, @Nullable Instant expiresAt) {

    public boolean open() {
      return state.equals("pending");
    }
  }
}
