package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.node.Words;
import java.time.Duration;
import java.time.Instant;

/**
 * @param now that times are told from
 */
record PageWords(Instant now) implements Words {

  @Override
  public String ago(Instant time) {
    return Format.ago(time, now);
  }

  @Override
  public String minute(Instant time) {
    return Format.minute(time);
  }

  @Override
  public String length(Duration length) {
    return Format.length(length);
  }

  @Override
  public String digest(String digest) {
    return Format.digest(digest);
  }

  @Override
  public String percent(double share) {
    return Format.percent(share);
  }
}
