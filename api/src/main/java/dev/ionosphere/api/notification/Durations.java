package dev.ionosphere.api.notification;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.spec.format.DurationText;
import java.time.Duration;

/** Durations of a request. */
final class Durations {

  /**
   * @throws HubException invalid, if it is none, or too short or too long
   */
  static Duration parse(String field, String text, Duration min, Duration max) {
    return DurationText.parse(text)
        .filter(duration -> duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0)
        .orElseThrow(() ->
            new HubException(
                ErrorCode.INVALID,
                "%s: got \"%s\", allowed is %s, from %s to %s"
                    .formatted(
                        field,
                        text,
                        DurationText.ALLOWED,
                        DurationText.of(min),
                        DurationText.of(max))));
  }

  private Durations() {}
}
