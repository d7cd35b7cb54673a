package dev.ionosphere.workflows.rollout;

import java.util.Locale;

/**
 * Whether a wave lets the next one start. Pure: facts in, verdict out. Gates on live model health
 * belong here, as further facts beside delivery.
 */
final class WaveGate {

  /** What is known of a wave when it is judged. */
  record Facts(Tally delivery) {}

  sealed interface Verdict {

    record Passed() implements Verdict {}

    record Failed(String reason) implements Verdict {}
  }

  /**
   * @param healthyMin share of the asked devices that must hold the release, 0 to 1
   */
  static Verdict judge(Facts facts, double healthyMin) {
    Tally delivery = facts.delivery();
    // A share as people write it: 0.9 of 10 devices is 9, whatever binary fractions make of it.
    double needed = Math.ceil(delivery.asked() * healthyMin - 1e-9);
    if (delivery.active() >= needed) {
      return new Verdict.Passed();
    }
    return new Verdict.Failed(
        String.format(
            Locale.ROOT,
            "%d of %d devices hold the release, %d must; %d failed, %d silent",
            delivery.active(),
            delivery.asked(),
            (int) needed,
            delivery.failed(),
            delivery.silent()));
  }

  private WaveGate() {}
}
