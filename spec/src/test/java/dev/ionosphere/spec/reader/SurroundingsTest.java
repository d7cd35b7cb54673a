package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.ion.Ion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SurroundingsTest {

  private static final Ion ION =
      Documents.valid(Documents.text(Documents.turbofan("ion.yaml"))).ion();

  @Test
  void warnsOfASelectorWithoutDeviceAndOfTooFewApprovers() {
    Surroundings empty =
        new Surroundings(
            List.of(Map.of("role", "relay")), Map.of("admin", 1), condition -> List.of());

    assertThat(empty.check(ION))
        .extracting(Finding::text)
        .containsExactly(
            "spec.nodes.detect.placement.devices: the selector 'role=engine' matches none of the 1"
                + " devices",
            "spec.nodes.review.approvers.required: needs 1 with the role 'approver', and there are"
                + " 0");
  }

  @Test
  void saysNothingIfAllIsThere() {
    Surroundings hangar =
        new Surroundings(
            List.of(Map.of("role", "engine")), Map.of("approver", 1), condition -> List.of());

    assertThat(hangar.check(ION)).isEmpty();
  }
}
