package dev.ionosphere.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The room of notices, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class NoticeContractIT {

  private final TestingNotices notices;

  NoticeContractIT(Database database) {
    notices = new TestingNotices(database::bean);
  }

  @Test
  void aStormIsOneNoticeAndEndsWithItsCause() {
    notices.route("contract", null, null);
    for (int i = 0; i < 30; i++) {
      notices.alert("contract-" + i % 3, "node-" + i);
    }
    notices.approval("contract-a", Duration.ofHours(1));
    notices.pass(Duration.ZERO);
    notices.pass(Duration.ofMinutes(1));
    assertThat(notices.workflows.of("contract"))
        .extracting(order -> order.notice().title())
        .containsExactlyInAnyOrder("30 alerts: 30 drift", "Approval contract-a.review.1 waits");
    assertThat(notices.deliveries.newest("contract", "delivered", Long.MAX_VALUE, 9)).hasSize(2);
    assertThat(notices.items.notedApprovals())
        .contains("contract approval-waiting contract-a.review.1");
    for (int i = 0; i < 3; i++) {
      notices.book.clearAll("contract-" + i, notices.clock.instant());
    }
    notices.approvals.close("contract-a.review.1", "approved", notices.clock.instant(), null);
    notices.pass(Duration.ZERO);
    assertThat(notices.items.countByRoute("contract")).isZero();
  }
}
