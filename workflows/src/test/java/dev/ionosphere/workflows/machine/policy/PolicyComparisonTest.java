package dev.ionosphere.workflows.machine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.machine.engine.Behaviours;
import dev.ionosphere.workflows.machine.engine.TestingDocuments;
import dev.ionosphere.workflows.machine.engine.TestingIon;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PolicyComparisonTest {

  private static final String OPEN = "{role: approver, required: 1, notRequester: false}";
  private static final String PAIR = "{role: approver, required: 2, notRequester: true}";
  private static final String ADMIN = "{role: admin, required: 1, notRequester: true}";
  private static final String STAGES =
      "{stages: [{role: approver, required: 1}, {role: admin, required: 1}], notRequester: true}";

  private static PolicyComparison compare(TestingIon before, TestingIon after) {
    TestingDocuments documents = new TestingDocuments();
    IonGraph old = documents.stored(before.canonical());
    IonGraph now = documents.proposed(after.canonical());
    return PolicyComparison.of(old, now, node -> fields(Behaviours.of(node), node));
  }

  private static <N extends Node> List<PolicyField> fields(
      NodeBehaviour<N, ?> behaviour, Node node) {
    return behaviour.policy(behaviour.kind().node().cast(node));
  }

  private static void is(Strictness expected, UnaryOperator<TestingIon> change) {
    is(expected, TestingIon.guarded(), change);
  }

  private static void is(Strictness expected, TestingIon before, UnaryOperator<TestingIon> change) {
    PolicyComparison found = compare(before, change.apply(before.copy()));
    assertThat(found.strictness()).as("%s", found.weakens()).isEqualTo(expected);
    assertThat(found.weakens().isEmpty()).isEqualTo(expected != Strictness.WEAKER);
  }

  @Test
  void whatIsNoPolicyIsTheSame() {
    is(Strictness.SAME, ion -> ion);
    is(Strictness.SAME, ion -> ion.set("retrain", "arguments", "{k: 9}"));
    is(Strictness.SAME, ion -> ion.set("retrain", "schedule", "{every: 1h}"));
    is(Strictness.SAME, ion -> ion.set("detect", "every", "1m"));
    is(Strictness.SAME, ion -> ion.rename("retrain", "refit"));
    is(Strictness.SAME, ion -> ion.training("other").edge("other", "review").join("review", "any"));
    is(
        Strictness.SAME,
        ion ->
            ion.set(
                "detect",
                "rollout",
                "{waves: [1, 50%, 100%], gate: {delivered: \">= 90%\", soak: 10m}, silentAfter: 2h}"));
  }

  @Test
  void moreThanBeforeIsStricter() {
    is(Strictness.STRICTER, ion -> ion.set("review", "approvers", PAIR));
    is(Strictness.STRICTER, ion -> ion.set("review", "approvers", STAGES));
    is(Strictness.STRICTER, ion -> ion.set("review", "expires", "{after: 24h}"));
    is(
        Strictness.STRICTER,
        ion -> ion.set("detect", "placement", "{devices: \"role=engine,site=a\"}"));
    is(
        Strictness.STRICTER,
        ion ->
            ion.set(
                "detect",
                "rollout",
                "{waves: [1, 50%, 100%], gate: {delivered: \">= 95%\", soak: 20m}, silentAfter: 1h}"));
    is(
        Strictness.STRICTER,
        TestingIon.guarded().set("review", "escalate", "{after: 24h, to: admin}"),
        ion -> ion.drop("review", "escalate"));
    is(
        Strictness.SAME,
        ion ->
            ion.approval("second")
                .unlink("review", "detect")
                .edge("review", "second")
                .edge("second", "detect"));
  }

  @Test
  void lessThanBeforeIsWeaker() {
    is(Strictness.WEAKER, ion -> ion.set("review", "approvers", OPEN));
    is(Strictness.WEAKER, ion -> ion.set("review", "approvers", ADMIN));
    is(Strictness.WEAKER, ion -> ion.set("review", "expires", "{after: 73h}"));
    is(Strictness.WEAKER, ion -> ion.set("review", "escalate", "{after: 24h, to: admin}"));
    is(Strictness.WEAKER, ion -> ion.set("detect", "placement", "{devices: \"role=pump\"}"));
    for (String plan :
        List.of(
            "{waves: [1, 50%, 100%], gate: {delivered: \">= 80%\", soak: 10m}, silentAfter: 1h}",
            "{waves: [1, 50%, 100%], gate: {delivered: \">= 90%\", soak: 5m}, silentAfter: 1h}",
            "{waves: [100%], gate: {delivered: \">= 90%\", soak: 10m}, silentAfter: 1h}")) {
      is(Strictness.WEAKER, ion -> ion.set("detect", "rollout", plan));
    }
    is(
        Strictness.WEAKER,
        TestingIon.guarded().set("review", "approvers", PAIR),
        ion -> ion.set("review", "approvers", STAGES));
    is(
        Strictness.WEAKER,
        TestingIon.guarded().set("review", "approvers", STAGES),
        ion -> ion.set("review", "approvers", "{role: approver, required: 1, notRequester: true}"));
  }

  @Test
  void oneThingWeakerAndAnotherStricterIsWeaker() {
    is(
        Strictness.WEAKER,
        ion -> ion.set("review", "approvers", PAIR).set("review", "expires", "{after: 99h}"));
  }

  @Test
  void aWayAroundAGuardIsWeaker() {
    is(Strictness.WEAKER, ion -> ion.edge("retrain", "detect").join("detect", "any"));
    is(
        Strictness.WEAKER,
        ion -> ion.training("other").edge("other", "detect").join("detect", "any"));
    is(Strictness.WEAKER, ion -> ion.remove("review").edge("retrain", "detect"));
    is(Strictness.WEAKER, ion -> ion.rename("review", "approve"));
    is(Strictness.WEAKER, ion -> ion.inference("second").edge("retrain", "second"));
    is(
        Strictness.WEAKER,
        ion ->
            ion.approval("lax").edge("retrain", "lax").edge("lax", "detect").join("detect", "any"));
  }

  @Test
  void aJoinThatNeedsLessIsWeaker() {
    is(Strictness.WEAKER, TestingIon.parallel("all"), ion -> ion.join("detect", "any"));
    is(
        Strictness.WEAKER,
        TestingIon.parallel("all"),
        ion ->
            ion.unlink("quality", "detect")
                .unlink("retrain", "quality")
                .remove("quality")
                .drop("detect", "join"));
    is(Strictness.SAME, TestingIon.parallel("any"), ion -> ion.join("detect", "all"));
    is(Strictness.WEAKER, three("all"), ion -> ion.join("detect", "{atLeast: 2}"));
    is(Strictness.SAME, three("{atLeast: 2}"), ion -> ion.join("detect", "all"));
    is(
        Strictness.WEAKER,
        TestingIon.parallel("all"),
        ion ->
            ion.approval("third")
                .edge("retrain", "third")
                .edge("third", "detect")
                .join("detect", "{atLeast: 2}"));
  }

  private static TestingIon three(String join) {
    return TestingIon.parallel("all")
        .approval("third")
        .edge("retrain", "third")
        .edge("third", "detect")
        .join("detect", join);
  }

  @Test
  void aJoinOfBranchesThatBelongToDifferentCandidatesIsWeaker() {
    String latest = "{need: all, match: latest}";
    is(Strictness.WEAKER, TestingIon.parallel("all"), ion -> ion.join("detect", latest));
    is(Strictness.SAME, TestingIon.parallel(latest), ion -> ion.join("detect", "all"));
    is(Strictness.WEAKER, TestingIon.parallel(latest), ion -> ion.join("detect", "any"));
    is(
        Strictness.WEAKER,
        TestingIon.parallel(latest),
        ion -> ion.remove("quality").drop("detect", "join"));
    is(
        Strictness.WEAKER,
        new TestingIon()
            .training("retrain")
            .approval("safety")
            .approval("quality")
            .inference("detect")
            .edge("retrain", "safety")
            .edge("safety", "quality")
            .edge("quality", "detect"),
        ion ->
            ion.unlink("safety", "quality")
                .edge("retrain", "quality")
                .edge("safety", "detect")
                .join("detect", latest));
  }

  @Test
  void aNewTargetMayNotBeALaxerOne() {
    is(Strictness.SAME, ion -> ion.inference("second").edge("review", "second"));
    is(
        Strictness.WEAKER,
        ion ->
            ion.inference("second")
                .edge("review", "second")
                .set(
                    "second",
                    "rollout",
                    "{waves: [100%], gate: {delivered: \">= 0%\", soak: 1s}, silentAfter: 1h}"));
    is(
        Strictness.WEAKER,
        ion ->
            ion.inference("second")
                .edge("review", "second")
                .set("second", "placement", "{devices: \"role=pump\"}"));
    is(
        Strictness.WEAKER,
        ion ->
            ion.rename("detect", "second")
                .set(
                    "second",
                    "rollout",
                    "{waves: [100%], gate: {delivered: \">= 0%\", soak: 1s}, silentAfter: 1h}"));
  }

  @Test
  void whereNothingGuardsThereIsNothingToWeaken() {
    TestingIon open =
        new TestingIon().training("retrain").inference("detect").edge("retrain", "detect");
    is(Strictness.SAME, open, ion -> ion.set("detect", "placement", "{devices: \"role=pump\"}"));
  }

  @Test
  void saysWhatBecomesWeaker() {
    PolicyComparison found =
        compare(
            TestingIon.guarded(),
            TestingIon.guarded()
                .set("review", "approvers", OPEN)
                .edge("retrain", "detect")
                .join("detect", "any"));
    assertThat(found.weakens())
        .containsExactly(
            "review.approvers.notRequester: true -> false",
            "a model can come to detect past nobody; before, it had to pass review");
  }
}
