package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.TestingHub;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubTrust;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoHubTest {
  private final TestingHub testing = new TestingHub();
  private final DemoHub hub =
      new DemoHub(
          person -> new HubClient(testing.address(), Optional.of(person), HubTrust.system()));

  @AfterEach
  void close() {
    testing.close();
  }

  @Test
  void readsTheTimelineOldestFirstAndOnlyWhatIsNew() {
    testing
        .answers(
            "GET /api/v1/ions/turbofan/timeline?limit=200",
            "{\"items\":[{\"seq\":5},{\"seq\":4}],\"next\":4}")
        .answers(
            "GET /api/v1/ions/turbofan/timeline?limit=200&cursor=4",
            "{\"items\":[{\"seq\":3},{\"seq\":2}],\"next\":2}");
    assertThat(hub.timelineAfter(2))
        .extracting(entry -> entry.path("seq").asInt())
        .containsExactly(3, 4, 5);
  }

  @Test
  void addsUpWhatADeviceScoredWithEachModel() {
    testing
        .answers(
            "GET /api/v1/ions/turbofan/nodes/detect/statistics",
            """
            {"devices":[{"device":"engine-61","digest":"a","rows":100,"anomalies":1},
                        {"device":"engine-61","digest":"b","rows":85,"anomalies":20}]}
            """)
        .answers(
            "GET /api/v1/devices",
            """
            {"items":[{"id":"engine-61","models":[
               {"status":"active","actualGeneration":2,"actualDigest":"b"}]},{"id":"engine-62"}]}
            """);
    Map<String, DemoHub.DeviceProgress> fleet = hub.fleet();
    assertThat(fleet.get("engine-61"))
        .isEqualTo(new DemoHub.DeviceProgress(185, 21, "active", 2, "b"));
    assertThat(fleet.get("engine-61").active()).isTrue();
    assertThat(fleet.get("engine-62").active()).isFalse();
  }

  @Test
  void readsEveryPageOfAnomalies() {
    testing
        .answers(
            "GET /api/v1/devices/engine-61/anomalies?limit=1000",
            "{\"items\":[{\"rowNumber\":184}],\"next\":9}")
        .answers(
            "GET /api/v1/devices/engine-61/anomalies?limit=1000&cursor=9",
            "{\"items\":[{\"rowNumber\":3}]}");
    assertThat(hub.anomalies("engine-61")).containsExactly(3L, 184L);
  }

  @Test
  void decidesOnWhatItWasShownAsTheApprover() {
    testing
        .answers(
            "GET /api/v1/approvals?state=pending",
            "{\"items\":[{\"id\":\"turbofan.review.1\",\"subject\":\"sha256:abc\"}]}")
        .answersAnyBody("POST /api/v1/approvals/turbofan.review.1/decision", 200, "{}");
    JsonNode pending = hub.pendingApprovals().getFirst();
    hub.approve(pending, "fine");
    assertThat(testing.asked().getLast())
        .isEqualTo(
            new TestingHub.Asked(
                "POST /api/v1/approvals/turbofan.review.1/decision",
                "Bearer approver",
                "{\"decision\":\"approve\",\"subject\":\"sha256:abc\",\"reason\":\"fine\"}"));
  }
}
