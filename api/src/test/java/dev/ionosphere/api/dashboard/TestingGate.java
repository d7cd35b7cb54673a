package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An ION whose gate cannot tell, and which has told people so. */
final class TestingGate {
  static final String ION = "pumps";
  static final String REASON = "'health.rows' is missing";
  private static final String CONDITION =
      "candidate.metrics.silhouette > 0.25 && candidate.metrics.wssse < 60000.0 && health.rows > 500";
  private static final String DOCUMENT =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: pumps}
      spec:
        nodes:
          retrain:
            kind: training
            placement: {cloud: {engine: spark}}
            component: kmeans
            arguments: {k: 8, input: "data/train.csv"}
          better:
            kind: gate
            pass: "%s"
          review:
            kind: approval
          detect:
            kind: inference
            placement: {devices: "role=engine"}
            every: 5m
            source: {file: "data/${device}.csv"}
          tell:
            kind: notify
            webhook: {url: "https://hooks.example.org/ion"}
        edges:
          - {from: retrain, to: better}
          - {from: better, to: review}
          - {from: review, to: detect}
          - {from: better, to: tell, on: waiting}
          - {from: better, to: tell, on: rejected}
          - {from: better, to: retrain, on: rejected, cooldown: 6h}
          - {from: detect, to: tell, on: drift, cooldown: 6h}
      """
          .formatted(CONDITION);

  private final ApplicationContext hub;
  private final Instant now;
  private final String candidate;

  TestingGate(ApplicationContext hub, Instant now, String candidate) {
    this.hub = hub;
    this.now = now;
    this.candidate = candidate;
  }

  /** What its workflow says of its nodes. */
  static Map<String, NodeView> nodes() {
    return Map.of(
        "better",
        NodeView.of(
            "gate",
            NodeStatus.WAITING,
            "pumps.better.2, pumps.retrain.1 is inconclusive: " + REASON,
            0),
        "tell",
        NodeView.of("notify", NodeStatus.IDLE, "pumps.tell.1 was delivered", 1),
        "review",
        NodeView.of("approval", NodeStatus.IDLE, "", 0),
        "retrain",
        NodeView.of("training", NodeStatus.IDLE, "", 1),
        "detect",
        NodeView.of("inference", NodeStatus.EMPTY, "", 0));
  }

  void write() {
    TestingRows.apply(hub, DOCUMENT);
    hub.getBean(Ledger.class)
        .append(
            new TimelineBatch(
                ION, "ion:" + ION, "run", List.of(launched(), judged(), opened(), told())));
  }

  private TimelineEntry launched() {
    return TestingEntries.entry(
        "k0",
        now.minus(Duration.ofHours(1)),
        "ion.launched",
        "person:operator",
        ION,
        null,
        null,
        Map.of("documentDigest", "sha256:" + "5d".repeat(32), "ionGeneration", 1));
  }

  private TimelineEntry judged() {
    Map<String, String> seen = new LinkedHashMap<>();
    seen.put("candidate.metrics.silhouette", "0.3177");
    seen.put("candidate.metrics.wssse", "58022.9");
    seen.put("health.rows", "missing");
    return entry(
        "k1",
        "gate.judged",
        "better",
        "pumps.better.1",
        null,
        Map.of(
            "judgement",
            "pumps.better.1",
            "candidate",
            candidate,
            "run",
            "pumps.retrain.1",
            "condition",
            CONDITION,
            "verdict",
            "inconclusive",
            "reason",
            REASON,
            "seen",
            seen));
  }

  private TimelineEntry opened() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("approval", "pumps.better.2");
    data.put("approvalSubject", "sha256:" + "a3".repeat(32));
    data.put("candidate", candidate);
    data.put("role", "approver");
    data.put("required", 1);
    data.put("requesters", List.of("schedule"));
    data.put("stages", List.of("1 of approver"));
    data.put("expiresAt", now.plus(Duration.ofHours(71)).toString());
    data.put("evidence", "sha256:" + "e3".repeat(32));
    data.put("run", "pumps.retrain.1");
    data.put("targets", List.of("detect"));
    return entry("k2", "approval.opened", "better", "pumps.better.2", "k1", data);
  }

  private TimelineEntry told() {
    return entry(
        "k3",
        "notice.sent",
        "tell",
        "pumps.tell.1",
        "k2",
        Map.of(
            "delivery",
            "pumps.tell.1",
            "receiver",
            "hooks.example.org",
            "title",
            "pumps: better is waiting"));
  }

  private TimelineEntry entry(
      String key,
      String kind,
      String node,
      String subject,
      @Nullable String cause,
      Map<String, Object> data) {
    return TestingEntries.entry(
        key, now.minus(Duration.ofMinutes(5)), kind, "system", subject, node, cause, data);
  }
}
