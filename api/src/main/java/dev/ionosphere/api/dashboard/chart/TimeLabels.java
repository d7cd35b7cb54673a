package dev.ionosphere.api.dashboard.chart;

import dev.ionosphere.api.dashboard.Format;
import java.time.Instant;
import java.util.List;

/** Times along an axis, with their day if they are not all of one. */
public final class TimeLabels {

  public static List<String> of(List<Instant> times) {
    boolean days = times.stream().map(Format::day).distinct().count() > 1;
    return times.stream().map(days ? Format::minute : Format::clock).toList();
  }

  private TimeLabels() {}
}
