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

  private WeightCheck() {}
}
