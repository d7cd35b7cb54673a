package dev.ionosphere.edge.hub;

/** Whether the last exchange with the hub went through. Unreachable until one has. */
public final class HubLink {

  private volatile boolean reachable;

  public boolean reachable() {
    return reachable;
  }

  void seen() {
    reachable = true;
  }

  void lost() {
    reachable = false;
  }
}
