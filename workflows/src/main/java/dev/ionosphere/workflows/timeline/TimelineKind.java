package dev.ionosphere.workflows.timeline;

import java.util.List;
import java.util.Set;

/**
 * The kinds of timeline entries and the names in their data. The hub keeps its views of approvals,
 * runs, rollouts and releases from exactly these.
 */
public final class TimelineKind {

  /** data: documentDigest, ionGeneration. */
  public static final String LAUNCHED = "ion.launched";

  public static final String PAUSED = "ion.paused";
  public static final String RESUMED = "ion.resumed";
  public static final String STOPPED = "ion.stopped";

  /** data: documentDigest, ionGeneration. */
  public static final String DOCUMENT_CHANGED = "document.changed";

  /** subject: run. data: run, reason (schedule, request, drift), requester. */
  public static final String TRAINING_STARTED = "training.started";

  /** subject: run. data: run, digest, signature, keyId, bytes, metrics, evidence. */
  public static final String TRAINING_FINISHED = "training.finished";

  /** subject: run. data: run, error. */
  public static final String TRAINING_FAILED = "training.failed";

  /** subject: run; a person, a new document or the ION's end stopped it. data: run, reason. */
  public static final String TRAINING_STOPPED = "training.stopped";

  /** A run that was due or asked for and did not start. data: reason. */
  public static final String RUN_SKIPPED = "run.skipped";

  /**
   * subject: approval id. data: approval, subject (digest a decision binds to), candidate, current
   * (or absent), role, required, requester, expiresAt, evidence, run, targets (list of inference
   * nodes).
   */
  public static final String APPROVAL_OPENED = "approval.opened";

  /**
   * subject: approval id. data: approval, decision, person, reason, outcome (open, approved,
   * rejected).
   */
  public static final String APPROVAL_DECIDED = "approval.decided";

  /** subject: approval id. data: approval, outcome (rejected). */
  public static final String APPROVAL_EXPIRED = "approval.expired";

  /** subject: approval id; a newer candidate or document took its place. data: approval, reason. */
  public static final String APPROVAL_VOIDED = "approval.voided";

  /** A decision that came by signal and was refused. data: approval, reason. */
  public static final String DECISION_REFUSED = "decision.refused";

  /** subject: digest. data: node, generation, digest, allowedBy (list of approval ids). */
  public static final String RELEASED = "model.released";

  /**
   * subject: rollout id. data: rollout, node, generation, digest, waves (list of sizes), devices.
   */
  public static final String ROLLOUT_STARTED = "rollout.started";

  /**
   * subject: rollout id. data: rollout, wave, asked, active, failed, silent, verdict (passed,
   * failed), reason (of a failed one).
   */
  public static final String ROLLOUT_WAVE = "rollout.wave";

  /**
   * subject: rollout id. data: rollout, outcome (completed, failed, superseded, aborted), active,
   * failed, silent, reason (unless completed).
   */
  public static final String ROLLOUT_FINISHED = "rollout.finished";

  /** subject: rollout id. data: rollout, reason. */
  public static final String ROLLOUT_PAUSED = "rollout.paused";

  /** subject: rollout id. data: rollout, reason. */
  public static final String ROLLOUT_RESUMED = "rollout.resumed";

  /**
   * subject: device. data: device, rollout, node, generation, digest, status (active, refused, or
   * silent when the rollout no longer waits for it; its answer may follow), reason.
   */
  public static final String DEVICE_APPLIED = "device.applied";

  /** What a device refused by itself. subject: device. data: device, message. */
  public static final String DEVICE_MODEL_REFUSED = "device.model.refused";

  /** Its model was broken on disk and the last good one runs. Subject and data as above. */
  public static final String DEVICE_MODEL_FELL_BACK = "device.model.fell-back";

  /** Its model was broken on disk and there is none to go back to. */
  public static final String DEVICE_MODEL_LOST = "device.model.lost";

  /** Its source cannot be read. */
  public static final String DEVICE_SOURCE_FAULT = "device.source.fault";

  /** Its source began again from the start. */
  public static final String DEVICE_SOURCE_RESTARTED = "device.source.restarted";

  /** Rows that could not be scored were left out. */
  public static final String DEVICE_ROWS_BAD = "device.rows.bad";

  /** subject: inference node. data: node, digest, similarity (by feature), rows. */
  public static final String DRIFT_DETECTED = "drift.detected";

  /** subject: inference node. data: node, digest. */
  public static final String DRIFT_CLEARED = "drift.cleared";

  /** An event edge that did not fire. data: edge, reason (cooldown, paused, already running). */
  public static final String EVENT_SUPPRESSED = "event.suppressed";

  /** subject: digest; an operator chose the model. data: node, generation, digest, reason. */
  public static final String MODEL_SET = "model.set";

  /** What devices tell of themselves; all else on the timeline is told by workflows. */
  public static final Set<String> OF_DEVICES =
      Set.of(
          DEVICE_MODEL_REFUSED,
          DEVICE_MODEL_FELL_BACK,
          DEVICE_MODEL_LOST,
          DEVICE_SOURCE_FAULT,
          DEVICE_SOURCE_RESTARTED,
          DEVICE_ROWS_BAD);

  /** Every kind, in the order of a life. */
  public static final List<String> ALL =
      List.of(
          LAUNCHED,
          PAUSED,
          RESUMED,
          STOPPED,
          DOCUMENT_CHANGED,
          TRAINING_STARTED,
          TRAINING_FINISHED,
          TRAINING_FAILED,
          TRAINING_STOPPED,
          RUN_SKIPPED,
          APPROVAL_OPENED,
          APPROVAL_DECIDED,
          APPROVAL_EXPIRED,
          APPROVAL_VOIDED,
          DECISION_REFUSED,
          RELEASED,
          MODEL_SET,
          ROLLOUT_STARTED,
          ROLLOUT_WAVE,
          ROLLOUT_PAUSED,
          ROLLOUT_RESUMED,
          ROLLOUT_FINISHED,
          DEVICE_APPLIED,
          DEVICE_MODEL_REFUSED,
          DEVICE_MODEL_FELL_BACK,
          DEVICE_MODEL_LOST,
          DEVICE_SOURCE_FAULT,
          DEVICE_SOURCE_RESTARTED,
          DEVICE_ROWS_BAD,
          DRIFT_DETECTED,
          DRIFT_CLEARED,
          EVENT_SUPPRESSED);

  private TimelineKind() {}
}
