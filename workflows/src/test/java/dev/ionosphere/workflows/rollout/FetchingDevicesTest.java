package dev.ionosphere.workflows.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.device.ApplyOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class FetchingDevicesTest {

  private final FetchingDevices devices = new FetchingDevices(List.of("a", "b"));

  @Test
  void anAnswerIsTakenOnce() {
    assertThat(devices.await("a")).isEmpty();
    assertThat(devices.any()).isTrue();
    assertThat(devices.answered(answer("a"))).contains(answer("a"));
    assertThat(devices.answered(answer("a"))).isEmpty();
    assertThat(devices.any()).isFalse();
  }

  @Test
  void anAnswerThatComesBeforeItIsWaitedForIsKept() {
    assertThat(devices.answered(answer("b"))).isEmpty();
    assertThat(devices.await("b")).contains(answer("b"));
    assertThat(devices.any()).isFalse();
  }

  @Test
  void whatIsNoneOfTheCohortIsLeftOut() {
    assertThat(devices.answered(answer("c"))).isEmpty();
    assertThat(devices.answered(answer(null))).isEmpty();
    assertThat(devices.answered(null)).isEmpty();
    assertThat(devices.await("a")).isEmpty();
    devices.giveUp();
    assertThat(devices.any()).isFalse();
  }

  private static ApplyOutcome answer(String device) {
    return new ApplyOutcome(device, 1, "sha256:m", ApplyOutcome.Status.ACTIVE, "");
  }
}
