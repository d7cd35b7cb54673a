package dev.ionosphere.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.state.IonStatus;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a node stands is said once, by the workflow: pages and REST show its word. */
@MicronautTest(transactional = false)
class OneStatusTest {

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;

  @ParameterizedTest
  @EnumSource(NodeStatus.class)
  void pageAndRestSayWhatTheWorkflowSays(NodeStatus status) {
    String ion = "says-" + status.text();
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    NodeView detect =
        new NodeView(
            "inference",
            status,
            "",
            null,
            "rollout:" + ion + ":detect:1",
            null,
            new NodeView.ReleaseView(1, "sha256:0123456789abcdef", null),
            0,
            false);
    workflows.views.put(
        ion,
        new IonView(
            ion,
            IonStatus.RUNNING,
            1,
            null,
            "sha256:d",
            Instant.EPOCH,
            Map.of("detect", detect),
            List.of(),
            0,
            null));
    assertThat(
            http.get("viewer", "/api/v1/ions/" + ion)
                .json()
                .at("/live/nodes/detect/state")
                .asText())
        .isEqualTo(status.text());
    assertThat(http.get("viewer", "/ions/" + ion).body())
        .containsPattern(">\\s*" + status.text() + "\\s*<");
  }
}
