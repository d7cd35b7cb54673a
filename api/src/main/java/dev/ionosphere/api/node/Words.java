package dev.ionosphere.api.node;

import java.time.Duration;
import java.time.Instant;

/** How a page writes values. */
public interface Words {

  /** Such as {@code 3 minutes ago}. */
  String ago(Instant time);

  /** Such as {@code 1 Mar 10:00}. */
  String minute(Instant time);

  String length(Duration length);

  String digest(String digest);

  String percent(double share);
}
