package dev.ionosphere.workflows.ion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What query {@code state} answers.
 *
 * @param status launching, running, paused or stopped
 * @param generation of the document, and what the workflow has taken over of it
 * @param asOf workflow time of the answer
 */
public record IonView(
    String name,
    String status,
    long generation,
    long observedGeneration,
    String documentDigest,
    Instant asOf,
    Map<String, NodeView> nodes,
    List<ApprovalView> approvals,
    long chainSequence,
    @Nullable String chainHash) {

  /**
   * One node, live.
   *
   * @param state of training: idle, running, failed; of inference: empty, rolling, active, failed;
   *     of approval: idle, waiting
   * @param run current or last training run
   * @param rollout workflow id of the rollout under way or the last one
   * @param nextFire when a scheduled training is due
   * @param generation of the release an inference node has, 0 before the first
   * @param digest of that release
   * @param laps how often the node has finished its work
   */
  public record NodeView(
      String kind,
      String state,
      @Nullable String run,
      @Nullable String rollout,
      @Nullable Instant nextFire,
      long generation,
      @Nullable String digest,
      long laps,
      boolean drifted) {}

  /** An approval that waits for people. */
  public record ApprovalView(
      String approval,
      String node,
      String subject,
      String candidate,
      @Nullable String current,
      String role,
      int required,
      List<String> approvedBy,
      String requester,
      boolean notRequester,
      Instant openedAt,
      Instant expiresAt,
      String evidence) {}
}
