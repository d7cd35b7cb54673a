package dev.ionosphere.api.health.judge;

/**
 * How a signal stands.
 *
 * @param disagreeing judgements in a row that say otherwise
 */
public record Standing(boolean raised, int disagreeing) {

  static final Standing FINE = new Standing(false, 0);

  /** It changes when enough judgements in a row disagree. */
  Standing after(boolean broken, int toRaise, int toClear) {
    if (broken == raised) {
      return new Standing(raised, 0);
    }
    int now = disagreeing + 1;
    return now >= (raised ? toClear : toRaise)
        ? new Standing(broken, 0)
        : new Standing(raised, now);
  }
}
