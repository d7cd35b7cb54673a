package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cuts the power at each operation of a life, one life after the other. */
public final class PowerCuts {

  /** What is done on a disk until the power goes, and what must hold when it is back. */
  public interface Life {
    void live(Path directory, TestingPowerCut disk) throws IOException;

    void check(Path directory, String when) throws IOException;
  }

  /** Makes the next life. */
  @FunctionalInterface
  public interface Lives {
    Life next() throws IOException;
  }

  /** Answers at how many operations the power went. */
  public static int walk(Path under, Leaves leaves, Lives lives) throws IOException {
    for (int operation = 1; ; operation++) {
      Path directory = Files.createTempDirectory(under, "life");
      TestingPowerCut disk = new TestingPowerCut(directory);
      Life life = lives.next();
      disk.from(operation, Fault.NO_POWER);
      boolean gone = false;
      try {
        life.live(directory, disk);
      } catch (TestingPowerCut.PowerGone e) {
        gone = true;
      }
      String when = gone ? disk.operations().getLast() : "the end";
      disk.powerBack(leaves);
      life.check(directory, "%s, power gone at %d: %s".formatted(leaves, operation, when));
      TestingDirectory.delete(directory);
      if (!gone) {
        return operation - 1;
      }
    }
  }

  private PowerCuts() {}
}
