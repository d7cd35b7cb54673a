package dev.ionosphere.edge.reconcile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PackageLimitsTest {

  private final PackageLimits ofADevice = new PackageLimits(1 << 28, 48L << 20);

  @Test
  void refusesByNameWhatCannotBeScored() {
    assertThatCode(() -> ofADevice.checkScoring(12 << 20)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ofADevice.checkScoring((12 << 20) + 1))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "memory: scoring takes 12582913 bytes for a batch of rows, allowed are 12582912 on this device");
  }
}
