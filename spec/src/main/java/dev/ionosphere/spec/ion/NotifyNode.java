package dev.ionosphere.spec.ion;

import java.time.Duration;
import java.util.Set;

/**
 * Tells people, or their systems, of what is seen at other nodes.
 *
 * @param group what is seen within it is one notice
 */
public record NotifyNode(String name, NoticeTarget target, Duration group) implements Node {

  private static final Ports PORTS =
      new Ports(false, Ports.Models.NONE, false, true, Set.of(EventName.FAILED));

  @Override
  public String kind() {
    return "notify";
  }

  @Override
  public Ports ports() {
    return PORTS;
  }
}
