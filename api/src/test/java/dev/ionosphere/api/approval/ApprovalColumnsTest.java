package dev.ionosphere.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Approvals whose records are long, many, or about a pause. */
@MicronautTest(transactional = false)
class ApprovalColumnsTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Inject Ledger ledger;
  @Inject Approvals approvals;
  @Inject TestingHttp http;

  @Test
  void aPauseStopsTheClockAlsoWhereTheHubShowsIt() {
    tell("clock", 0, "opened", "approval.opened", "clock.review.1", opened("2026-03-04T10:00:00Z"));
    tell("clock", 3_600, "p", "ion.paused", "clock", Map.of());
    tell(
        "clock",
        5_000,
        "late",
        "approval.opened",
        "clock.review.2",
        opened("2026-03-05T10:00:00Z"));
    tell("clock", 10_800, "r", "ion.resumed", "clock", Map.of());
    assertThat(expires("clock.review.1")).isEqualTo("2026-03-04T12:00:00Z");
    assertThat(expires("clock.review.2"))
        .isEqualTo(Instant.parse("2026-03-05T10:00:00Z").plusSeconds(5_800).toString());
  }

  private String expires(String approval) {
    return http.get("viewer", "/api/v1/approvals/" + approval).json().path("expiresAt").asText();
  }

  @Test
  void rolesThatDoNotFitBlockNoRecord() {
    tell("roles", 0, "o", "approval.opened", "roles.review.1", opened("2026-03-04T10:00:00Z"));
    for (int i = 0; i < 5; i++) {
      Map<String, Object> to = Map.of("to", "role-" + i + "-" + "x".repeat(80));
      tell("roles", i, "e" + i, "approval.escalated", "roles.review.1", to);
    }
    assertThat(approvals.findById("roles.review.1").orElseThrow().approverRole())
        .startsWith("approver, role-0-");
  }

  @Test
  void decisionsWithLongKeysAreTwo() {
    tell("long", 0, "o", "approval.opened", "long.review.1", opened("2026-03-04T10:00:00Z"));
    for (String end : List.of("a", "b")) {
      Map<String, Object> decided =
          Map.of("decision", "approve", "person", end, "outcome", "open", "reason", "");
      tell("long", 1, "k".repeat(299) + end, "approval.decided", "long.review.1", decided);
    }
    assertThat(http.get("viewer", "/api/v1/approvals/long.review.1").json().path("decisions"))
        .hasSize(2);
  }

  private static Map<String, Object> opened(String expires) {
    return Map.of("expiresAt", expires, "stages", List.of("1 of approver"), "required", 1);
  }

  private void tell(
      String ion, long second, String key, String kind, String subject, Map<String, Object> data) {
    TimelineEntry entry =
        TestingEntries.entry(
            key, START.plusSeconds(second), kind, "system", subject, "review", null, data);
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "r", List.of(entry)));
  }
}
