package dev.ionosphere.api.health.judge;

/** Whether a device claims more rows than it counts for. */
public final class WeightCheck {

  public static Finding of(long rows, long most) {
    return new Finding(
        Signal.WEIGHT,
        "",
        rows,
        most,
        rows > most,
        "rows in a bucket: %d, of which %d count, as the median device has far fewer"
            .formatted(rows, Math.min(rows, most)));
  }

  /**
   * Which share of more rows counts.
   *
   * @param earlier rows that came before
   * @param most that count of all
   */
  public static double share(long earlier, long more, long most) {
    return (double) (Math.min(earlier + more, most) - Math.min(earlier, most)) / more;
  }

  private WeightCheck() {}
}
