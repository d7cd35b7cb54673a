package dev.ionosphere.workflows.rollout;

/**
 * Devices of a cohort, a wave or a whole rollout by how they answered.
 *
 * @param asked how many were told
 * @param active hold the release
 * @param failed refused it or could not take it
 * @param silent have not answered in time
 */
public record Tally(int asked, int active, int failed, int silent) {

  public static final Tally NONE = new Tally(0, 0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(
        asked + other.asked, active + other.active, failed + other.failed, silent + other.silent);
  }

  /** Told, not answered and not yet silent. */
  int waiting() {
    return asked - active - failed - silent;
  }
}
