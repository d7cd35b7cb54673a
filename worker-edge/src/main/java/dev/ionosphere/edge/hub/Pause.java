package dev.ionosphere.edge.hub;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

  void pause(Duration wait) throws InterruptedException;
}
