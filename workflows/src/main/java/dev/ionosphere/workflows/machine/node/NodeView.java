package dev.ionosphere.workflows.machine.node;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node as others see it.
 *
 * @param note what goes on, in a few words, such as a run's id; empty if nothing does
 * @param run current or last run
 * @param rollout workflow id of the rollout under way or the last one
 * @param nextFire when a schedule is due
 * @param release the release an inference node should have
 * @param laps how often the node has finished its work
 * @param drifted whether live data is unlike training
 */
public record NodeView(
    String kind,
    NodeStatus state,
    String note,
    @Nullable String run,
    @Nullable String rollout,
    @Nullable Instant nextFire,
    @Nullable ReleaseView release,
    long laps,
    boolean drifted) {

  /**
   * @param wanted digest that devices should run
   * @param proven digest whose rollout completed last
   */
  public record ReleaseView(long generation, String wanted, @Nullable String proven) {}

  /** Of a node about which there is nothing else to say. */
  public static NodeView of(String kind, NodeStatus state, String note, long laps) {
    return new NodeView(kind, state, note, null, null, null, null, laps, false);
  }

  public NodeView running(@Nullable String id, @Nullable Instant next) {
    return new NodeView(kind, state, note, id, rollout, next, release, laps, drifted);
  }
}
