package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the hub's ledger what happened in one and a half laps of the reference ION. */
final class TestingStory {
  private static final String SHA = "sha256:";

  private final Instant now;
  private final String current;
  private final String candidate;
  private final List<TimelineEntry> entries = new ArrayList<>();

  TestingStory(Instant now, String current, String candidate) {
    this.now = now;
    this.current = current;
    this.candidate = candidate;
  }

  void tell(Ledger ledger) {
    firstLap();
    rollout();
    secondLap();
    ledger.append(new TimelineBatch(TestingRows.ION, "ion:turbofan", "0197a2c4-run", entries));
  }

  private void firstLap() {
    add(
        1560,
        "ion.launched",
        "person:operator",
        "turbofan",
        null,
        null,
        Map.of("documentDigest", SHA + "5c".repeat(32), "ionGeneration", 1));
    add(
        1530,
        "training.started",
        "schedule",
        "turbofan.retrain.0",
        "retrain",
        1L,
        Map.of("run", "turbofan.retrain.0", "reason", "schedule", "requester", "schedule"));
    add(
        1528,
        "training.failed",
        "system",
        "turbofan.retrain.0",
        "retrain",
        2L,
        Map.of(
            "run",
            "turbofan.retrain.0",
            "error",
            "driver: Path does not exist: data/train.csv <script>alert(1)</script>"));
    add(
        1500,
        "training.started",
        "person:scientist",
        TestingRows.RUN_1,
        "retrain",
        1L,
        Map.of("run", TestingRows.RUN_1, "reason", "request", "requester", "person:scientist"));
    add(
        1498,
        "training.finished",
        "system",
        TestingRows.RUN_1,
        "retrain",
        4L,
        Map.of(
            "run",
            TestingRows.RUN_1,
            "digest",
            current,
            "metrics",
            TestingModels.CURRENT_METRICS,
            "evidence",
            SHA + "e1".repeat(32)));
    approval(
        1498, TestingRows.APPROVAL_1, current, null, "person:scientist", TestingRows.RUN_1, 5L);
    add(
        1440,
        "approval.decided",
        "person:approver",
        TestingRows.APPROVAL_1,
        "review",
        6L,
        Map.of(
            "approval",
            TestingRows.APPROVAL_1,
            "decision",
            "approve",
            "person",
            "approver",
            "reason",
            "Silhouette is fine, first model of this fleet.",
            "outcome",
            "approved"));
    add(
        1440,
        "model.released",
        "person:approver",
        current,
        "detect",
        7L,
        Map.of(
            "node",
            "detect",
            "generation",
            1,
            "digest",
            current,
            "allowedBy",
            List.of(TestingRows.APPROVAL_1)));
  }

  private void rollout() {
    add(
        1440,
        "rollout.started",
        "system",
        TestingRows.ROLLOUT,
        "detect",
        8L,
        Map.of(
            "rollout",
            TestingRows.ROLLOUT,
            "node",
            "detect",
            "generation",
            1,
            "digest",
            current,
            "waves",
            List.of(1, 3, 4),
            "devices",
            8));
    for (int i = 1; i <= 8; i++) {
      if (i != 7) {
        applied("engine-%02d".formatted(i), i == 4);
      }
    }
    wave(1430, 1, 1, 1, 0, 0);
    wave(1419, 2, 3, 2, 1, 0);
    wave(1379, 3, 4, 3, 0, 1);
    add(
        1379,
        "rollout.finished",
        "system",
        TestingRows.ROLLOUT,
        "detect",
        9L,
        Map.of(
            "rollout",
            TestingRows.ROLLOUT,
            "outcome",
            "completed",
            "active",
            6,
            "failed",
            1,
            "silent",
            1));
  }

  private void secondLap() {
    long drift = entries.size() + 1L;
    add(
        14,
        "drift.detected",
        "drift",
        "detect",
        "detect",
        9L,
        Map.of(
            "node",
            "detect",
            "digest",
            current,
            "similarity",
            Map.of("T30", 0.41, "Ps30", 0.62, "Nf", 0.95),
            "rows",
            640));
    add(
        13,
        "training.started",
        "drift",
        TestingRows.RUN_2,
        "retrain",
        drift,
        Map.of("run", TestingRows.RUN_2, "reason", "drift", "requester", "drift"));
    add(
        12,
        "event.suppressed",
        "drift",
        "detect",
        "detect",
        drift,
        Map.of("edge", "detect -> retrain on drift", "reason", "cooldown"));
    add(
        11,
        "training.finished",
        "system",
        TestingRows.RUN_2,
        "retrain",
        drift + 1,
        Map.of(
            "run",
            TestingRows.RUN_2,
            "digest",
            candidate,
            "metrics",
            TestingModels.CANDIDATE_METRICS,
            "evidence",
            SHA + "e2".repeat(32)));
    approval(11, TestingRows.APPROVAL_2, candidate, current, "drift", TestingRows.RUN_2, drift + 3);
    add(
        1,
        "training.started",
        "person:scientist",
        TestingRows.RUN_3,
        "retrain",
        1L,
        Map.of("run", TestingRows.RUN_3, "reason", "request", "requester", "person:scientist"));
  }

  private void approval(
      long ago,
      String id,
      String model,
      @Nullable String instead,
      String requester,
      String run,
      long cause) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("approval", id);
    data.put("approvalSubject", SHA + (instead == null ? "a1" : "a2").repeat(32));
    data.put("candidate", model);
    if (instead != null) {
      data.put("current", instead);
    }
    data.put("role", "approver");
    data.put("required", 1);
    data.put("requesters", List.of(requester));
    data.put("stages", List.of("1 of approver"));
    data.put("expiresAt", now.minus(Duration.ofMinutes(ago)).plus(Duration.ofHours(72)).toString());
    data.put("evidence", SHA + "e2".repeat(32));
    data.put("run", run);
    data.put("targets", List.of("detect"));
    add(ago, "approval.opened", "system", id, "review", cause, data);
  }

  private void applied(String device, boolean refused) {
    add(
        1432,
        "device.applied",
        "device:" + device,
        device,
        "detect",
        9L,
        Map.of(
            "device",
            device,
            "rollout",
            TestingRows.ROLLOUT,
            "node",
            "detect",
            "generation",
            1,
            "digest",
            current,
            "status",
            refused ? "refused" : "active",
            "reason",
            refused ? "golden row 3: distance 1.25 instead of 1.2500001, allowed 1e-9" : ""));
  }

  private void wave(long ago, int wave, int asked, int active, int failed, int silent) {
    add(
        ago,
        "rollout.wave",
        "system",
        TestingRows.ROLLOUT,
        "detect",
        9L,
        Map.of(
            "rollout",
            TestingRows.ROLLOUT,
            "wave",
            wave,
            "asked",
            asked,
            "active",
            active,
            "failed",
            failed,
            "silent",
            silent,
            "verdict",
            "passed"));
  }

  private void add(
      long ago,
      String kind,
      String actor,
      String subject,
      @Nullable String node,
      @Nullable Long cause,
      Map<String, Object> data) {
    entries.add(
        TestingEntries.entry(
            "k" + (entries.size() + 1),
            now.minus(Duration.ofMinutes(ago)),
            kind,
            actor,
            subject,
            node,
            cause == null ? null : "k" + cause,
            data));
  }
}
