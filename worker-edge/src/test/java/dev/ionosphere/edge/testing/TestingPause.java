package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.hub.Pause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A pause that is over at once, or lasts until it is interrupted. */
public final class TestingPause implements Pause {

  private final List<Duration> asked = new CopyOnWriteArrayList<>();
  private volatile boolean lasting;

  /** From the next one on they last. */
  public void last() {
    lasting = true;
  }

  /** How long they were to be. */
  public List<Duration> asked() {
    return asked;
  }

  @Override
  public synchronized void pause(Duration wait) throws InterruptedException {
    asked.add(wait);
    while (lasting) {
      wait();
    }
  }
}
