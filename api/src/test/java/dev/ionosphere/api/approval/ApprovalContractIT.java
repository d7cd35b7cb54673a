package dev.ionosphere.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class ApprovalContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  ApprovalContractIT(Database database) {
    this.database = database;
  }

  @Test
  void approvalsCloseOnce() {
    Approvals approvals = database.bean(Approvals.class);
    Approval approval = approval("c.review.1");
    approvals.save(approval);
    assertThat(approvals.findById("c.review.1")).contains(approval);
    assertThat(approvals.findByStateOrderByOpenedAt("pending")).contains(approval);
    assertThat(approvals.countByIonAndState("c", "pending")).isEqualTo(1);
    assertThat(approvals.close("c.review.1", "approved", NOW, "good")).isEqualTo(1);
    assertThat(approvals.close("c.review.1", "rejected", NOW, null)).isZero();
    assertThat(approvals.findById("c.review.1").orElseThrow().state()).isEqualTo("approved");
    assertThat(approvals.findByCandidate("sha256:c")).hasSize(1);
    assertThat(approvals.newest("", "c", "", 9)).hasSize(1);
    assertThat(approvals.newest("", "", "", 10)).isNotEmpty();
    assertThat(approvals.newest("approved", "c", "", 5)).hasSize(1);
    assertThat(approvals.closed("", 5)).extracting(Approval::id).contains("c.review.1");
    assertThat(approvals.closed("c.review.1", 5))
        .extracting(Approval::id)
        .doesNotContain("c.review.1");
    assertThat(approvals.newest("approved", "c", "c.review.1", 5)).isEmpty();
    assertThat(approvals.newest("pending", "c", "", 5)).isEmpty();
    assertThat(approvals.newest("", "", "", 5)).isNotEmpty();
  }

  @Test
  void whatWaitsCanBeBrokenAdmitOthersAndWaitLonger() {
    Approvals approvals = database.bean(Approvals.class);
    approvals.save(approval("g.review.3"));
    assertThat(approvals.broken("g.review.3", "admin", NOW.plusSeconds(9))).isEqualTo(1);
    assertThat(approvals.admit("g.review.3", "approver, admin")).isEqualTo(1);
    assertThat(approvals.expire("g.review.3", NOW.plusSeconds(90))).isEqualTo(1);
    assertThat(approvals.findById("g.review.3").orElseThrow())
        .satisfies(known -> assertThat(known.breakGlassBy()).isEqualTo("admin"))
        .satisfies(known -> assertThat(known.breakGlassAt()).isEqualTo(NOW.plusSeconds(9)))
        .satisfies(known -> assertThat(known.roles()).containsExactly("approver", "admin"))
        .satisfies(known -> assertThat(known.expiresAt()).isEqualTo(NOW.plusSeconds(90)));
    approvals.close("g.review.3", "forced", NOW, null);
    assertThat(approvals.broken("g.review.3", "other", NOW)).isZero();
    assertThat(approvals.expire("g.review.3", NOW)).isZero();
  }

  @Test
  void decisionsAreInOrder() {
    ApprovalDecisions decisions = database.bean(ApprovalDecisions.class);
    for (int i = 2; i >= 1; i--) {
      decisions.save(
          new ApprovalDecision(
              "d" + i,
              "c.review.2",
              "approve",
              "p" + i,
              "r",
              "open",
              NOW.plusSeconds(i),
              "q",
              "t"));
    }
    assertThat(decisions.findByApprovalOrderByDecidedAt("c.review.2"))
        .extracting(ApprovalDecision::person)
        .containsExactly("p1", "p2");
    assertThat(decisions.findById("d1").orElseThrow().onBehalfOf()).isEqualTo("q");
  }

  private static Approval approval(String id) {
    return new Approval(
        id,
        id.substring(0, 1),
        "review",
        "pending",
        "sha256:s",
        "sha256:" + id.charAt(0),
        null,
        "approver",
        1,
        "schedule",
        NOW,
        NOW.plusSeconds(60),
        null,
        null,
        null,
        List.of("detect"),
        null,
        null,
        null,
        null);
  }
}
