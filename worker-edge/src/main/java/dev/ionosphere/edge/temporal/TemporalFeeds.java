package dev.ionosphere.edge.temporal;

import dev.ionosphere.edge.feed.OrderFeed;
import dev.ionosphere.edge.reconcile.OrderIntake;
import dev.ionosphere.links.temporal.TemporalSecurity;

/** Makes the feed through Temporal where its client is on the class path. */
public final class TemporalFeeds {

  private static final boolean AVAILABLE = isThere("io.temporal.client.WorkflowClient");

  /** Whether this agent was started with Temporal's client. */
  public static boolean available() {
    return AVAILABLE;
  }

  /** Call only if it is {@link #available}. */
  public static OrderFeed open(
      String address,
      String namespace,
      TemporalSecurity security,
      String device,
      OrderIntake intake) {
    return new TemporalFeed(address, namespace, security, device, intake);
  }

  private static boolean isThere(String name) {
    try {
      Class<?> unused = Class.forName(name, false, TemporalFeeds.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private TemporalFeeds() {}
}
