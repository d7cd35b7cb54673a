package dev.ionosphere.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power goes at every write, rename and sync of a spool that fills, drops and delivers. */
class SpoolPowerCutTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void losesNoRecordAndNoCount(Leaves leaves) throws IOException {
    assertThat(PowerCuts.walk(directory, leaves, Life::new)).isGreaterThan(80);
  }

  /** Whether what was dropped while it was delivered had arrived, nobody knows after a cut. */
  @ParameterizedTest
  @EnumSource
  void countsADropDuringADeliveryThatWasCutOff(Leaves leaves) throws IOException {
    assertThat(PowerCuts.walk(directory, leaves, DropInDelivery::new)).isGreaterThan(30);
  }

  private static final class DropInDelivery implements PowerCuts.Life {

    private static final int MOST = 6;
    private @Nullable TestingSpoolDriver driver;

    @Override
    public void live(Path directory, TestingPowerCut disk) throws IOException {
      TestingSpoolDriver device = new TestingSpoolDriver(disk, directory.resolve("spool"));
      driver = device;
      device.append(11, false);
      device.deliver(MOST, () -> device.append(MOST, false));
    }

    @Override
    public void check(Path directory, String when) throws IOException {
      if (driver != null) {
        driver.restartAfterPowerCut();
        driver.drain();
        assertThat(driver.spool.dropped())
            .as(when)
            .isBetween(driver.missing().records(), driver.missing().records() + MOST);
        if (when.endsWith("the end")) {
          driver.check(when);
        }
      }
    }
  }

  private static final class Life implements PowerCuts.Life {

    private @Nullable TestingSpoolDriver driver;

    @Override
    public void live(Path directory, TestingPowerCut disk) throws IOException {
      TestingSpoolDriver device = new TestingSpoolDriver(disk, directory.resolve("spool"));
      driver = device;
      device.append(6, false);
      device.deliver(3);
      device.append(14, false);
      device.append(1, true);
      device.append(1, false);
      device.deliver(9);
      device.restart(disk);
      device.append(2, true);
      device.append(2, false);
      device.deliver(4);
      device.append(9, false);
    }

    @Override
    public void check(Path directory, String when) throws IOException {
      if (driver == null) {
        assertThat(Spool.open(directory.resolve("spool"), TestingSpoolDriver.BOUND).depth())
            .as(when)
            .isZero();
        return;
      }
      driver.restartAfterPowerCut();
      driver.drain();
      driver.check(when);
      boolean mayBeTorn = when.contains("write at") && when.endsWith(".log");
      if (!mayBeTorn) {
        assertThat(driver.twice()).as(when).isEmpty();
      }
      driver.restart(Disk.local());
      driver.check(when + ", started again");
      driver.append(1, false);
      driver.drain();
      driver.check(when + ", and gone on");
    }
  }
}
