package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.models.device.Bucket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty days of an hour each, told by the clock, in which nothing reaches the hub. */
class MonthWithoutLinkTest {

  private static final int HOURS = 30 * 24;
  private static final int SPOOL = 256 * 1_024;

  @TempDir Path directory;

  @Test
  void scoresThroughoutAndCountsToTheRowWhatWasDropped() throws IOException {
    TestingNode device = new TestingNode(directory, Disk.local(), SPOOL);
    NodeLoop loop = device.start(TestingNode.FIRST, 100);
    for (int hour = 0; hour < HOURS; hour++) {
      device.nanos.addAndGet(Duration.ofHours(1).toNanos());
      Instant now = Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofHours(hour));
      device.clock = Clock.fixed(now, ZoneOffset.UTC);
      device.rows("1,1", "4,5", "-1,-1", "1,1");
      loop.batch();
      loop.close();
      if (hour % 100 == 50) {
        device.restart();
        loop = device.start(TestingNode.FIRST, 100);
      }
    }
    assertThat(loop.status()).isEqualTo(new LoopStatus(4L * HOURS, 0, HOURS, 4L * HOURS));
    List<Bucket> kept = device.buckets();
    // The second of each four is an anomaly.
    long dropped = device.anomalies().getFirst() - 1;
    assertThat(dropped).isPositive();
    assertThat(dropped + device.rows()).isEqualTo(4L * HOURS);
    // Each bucket of these has four rows; one that was put into the spool again is a record more.
    assertThat(device.spool().dropped()).isBetween(dropped / 4, dropped / 4 + HOURS / 100 + 1);
    assertThat(device.spool().drops().rows()).isEqualTo(4 * device.spool().dropped());
    assertThat(device.spool().bytes()).isLessThanOrEqualTo(SPOOL);
    assertThat(kept).allSatisfy(bucket -> assertThat(bucket.offline()).isTrue());
  }
}
