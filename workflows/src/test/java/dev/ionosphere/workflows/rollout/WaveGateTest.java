package dev.ionosphere.workflows.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaveGateTest {

  @Test
  void passesWithEnoughDevices() {
    assertThat(judge(new Tally(10, 9, 1, 0), 0.9)).isInstanceOf(WaveGate.Verdict.Passed.class);
    assertThat(judge(new Tally(30, 27, 0, 3), 0.9)).isInstanceOf(WaveGate.Verdict.Passed.class);
    assertThat(judge(new Tally(1, 0, 0, 1), 0)).isInstanceOf(WaveGate.Verdict.Passed.class);
  }

  @Test
  void failsAndSaysByHowMuch() {
    assertThat(judge(new Tally(8, 7, 0, 1), 0.9))
        .isEqualTo(
            new WaveGate.Verdict.Failed(
                "7 of 8 devices hold the release, 8 must; 0 failed, 1 silent"));
  }

  private static WaveGate.Verdict judge(Tally tally, double healthyMin) {
    return WaveGate.judge(new WaveGate.Facts(tally), healthyMin);
  }
}
