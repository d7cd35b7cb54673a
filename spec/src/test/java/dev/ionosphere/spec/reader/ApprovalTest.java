package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.Escalation;
import dev.ionosphere.spec.ion.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ApprovalTest {

  private static final String STAGES =
      "approvers: {stages: [{role: operator}, {role: admin, required: 2}]},"
          + " escalate: {after: 24h, to: admin}";

  @Test
  void oneRoleIsOneStage() {
    ReadResult.Valid valid = read("approvers: {role: admin, required: 3, notRequester: false}");

    assertThat(review(valid).stages()).containsExactly(new Stage("admin", 3));
    assertThat(review(valid).notRequester()).isFalse();
    assertThat(review(valid).escalation()).isEmpty();
    assertThat(valid.canonicalJson())
        .contains("\"approvers\":{\"role\":\"admin\",\"required\":3,\"notRequester\":false}");
  }

  @Test
  void stagesKeepTheirOrder() {
    ReadResult.Valid valid = read(STAGES);

    assertThat(review(valid).stages())
        .containsExactly(new Stage("operator", 1), new Stage("admin", 2));
    assertThat(review(valid).notRequester()).isTrue();
    assertThat(review(valid).escalation()).contains(new Escalation(Duration.ofHours(24), "admin"));
    assertThat(Documents.valid(valid.canonicalJson())).isEqualTo(valid);
  }

  @Test
  void oneStageInAListIsTheSameAsOneRole() {
    assertThat(read("approvers: {stages: [{role: admin, required: 2}]}"))
        .isEqualTo(read("approvers: {role: admin, required: 2}"));
  }

  @Test
  void anApprovalExpiresAndIsRejectedIfNothingIsSaid() {
    assertThat(review(read("approvers: {}")).expiresAfter()).isEqualTo(Duration.ofHours(72));
    assertThat(review(read("approvers: {}")).stages()).containsExactly(new Stage("approver", 1));
  }

  @Test
  void aStageThatTooFewPeopleCanGiveIsAWarning() {
    Surroundings few =
        new Surroundings(List.of(), Map.of("operator", 1, "admin", 1), condition -> List.of());

    assertThat(few.check(read(STAGES).ion()))
        .extracting(Finding::text)
        .containsExactly(
            "spec.nodes.review.approvers.stages[1].required: needs 2 with the role 'admin', and"
                + " there are 1");
  }

  private static Approvers review(ReadResult.Valid valid) {
    return ((ApprovalNode) valid.ion().nodes().get("review")).approvers();
  }

  private static ReadResult.Valid read(String fields) {
    return Documents.valid(
        """
        apiVersion: ionosphere.dev/v1
        kind: ION
        metadata: {name: a}
        spec:
          nodes:
            train: {kind: training, component: kmeans}
            review: {kind: approval, %s}
          edges: [{from: train, to: review}]
        """
            .formatted(fields));
  }
}
