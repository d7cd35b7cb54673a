package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

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

  /**
   * Which operations.
   *
   * @param first from 1
   */
  public record Stride(int first, int apart) {
    public static final Stride EACH = new Stride(1, 1);
  }

  /** Answers at how many operations the power went. */
  public static int walk(Path under, Leaves leaves, Lives lives) throws IOException {
    return walk(under, leaves, Stride.EACH, lives);
  }

  public static int walk(Path under, Leaves leaves, Stride stride, Lives lives) throws IOException {
    for (int operation = stride.first(), cuts = 0; ; operation += stride.apart(), cuts++) {
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
      String when = gone ? disk.operations().get(operation - 1) : "the end";
      disk.powerBack(leaves, new Random(operation));
      life.check(directory, "%s, power gone at %d: %s".formatted(leaves, operation, when));
      TestingDirectory.delete(directory);
      if (!gone) {
        return cuts;
      }
    }
  }

  /**
   * Lets each operation fail instead, alone or with all after it that meet the fault. The life goes
   * on meanwhile, and is checked when the disk is healed.
   *
   * @return how many operations met the fault
   */
  public static int walk(Path under, Fault fault, boolean lasting, Lives lives) throws IOException {
    return walk(under, fault, lasting, Stride.EACH, lives);
  }

  public static int walk(Path under, Fault fault, boolean lasting, Stride stride, Lives lives)
      throws IOException {
    for (int operation = stride.first(), met = 0; ; operation += stride.apart(), met++) {
      Path directory = Files.createTempDirectory(under, "life");
      TestingPowerCut disk = new TestingPowerCut(directory);
      Life life = lives.next();
      if (lasting) {
        disk.from(operation, fault);
      } else {
        disk.at(operation, fault);
      }
      life.live(directory, disk);
      boolean failed = disk.met();
      String when = failed ? disk.operations().get(operation - 1) : "the end";
      disk.heal();
      life.check(
          directory, "%s %s %d: %s".formatted(fault, lasting ? "from" : "at", operation, when));
      TestingDirectory.delete(directory);
      if (!failed) {
        return met;
      }
    }
  }

  private PowerCuts() {}
}
