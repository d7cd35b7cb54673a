package dev.ionosphere.spec.ion;

/** The cumulative size of one wave of a rollout. */
public sealed interface Wave {

  /** How many of {@code fleet} devices have been asked when this wave is over. */
  int size(int fleet);

  record Count(int devices) implements Wave {
    @Override
    public int size(int fleet) {
      return Math.min(devices, fleet);
    }
  }

  /** A share of the fleet, rounded up; {@code percent} is above 0 and at most 100. */
  record Percent(double percent) implements Wave {
    @Override
    public int size(int fleet) {
      return Math.min(fleet, (int) Math.ceil(fleet * percent / 100.0));
    }
  }
}
