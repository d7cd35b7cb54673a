package dev.ionosphere.edge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BlobFetcherTest {

  @TempDir Path directory;
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private TestingHub hub;
  private TestingLink link;
  private BlobFetcher fetcher;
  private final byte[] blob = new byte[300_000];
  private String hex;
  private Path target;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
    link = TestingLink.to(hub, directory, "d1", Clock.systemUTC());
    fetcher = new BlobFetcher(Disk.local(), link.hub(), directory.resolve("fetch"), nanos::get);
    new Random(1).nextBytes(blob);
    hex = Digest.of(blob).hex();
    hub.blobs.put(hex, blob);
    target = directory.resolve("target");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void goesOnWhereTheTransferBroke() throws IOException {
    hub.breakAfter = 100_000;
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
    Path partial = directory.resolve("fetch").resolve(hex + ".part");
    assertThat(Files.size(partial)).isBetween(1L, 100_000L);
    fetch();
    assertThat(target).hasBinaryContent(blob);
    assertThat(partial).doesNotExist();
  }

  @Test
  void fetchesAgainWhatWasBrokenOnItsDisk() throws IOException {
    Files.createDirectories(directory.resolve("fetch"));
    Files.write(directory.resolve("fetch").resolve(hex + ".part"), new byte[1_000]);
    fetch();
    assertThat(target).hasBinaryContent(blob);
  }

  @Test
  void refusesAFlippedByteAndKeepsNothing() {
    byte[] flipped = blob.clone();
    flipped[7] ^= 1;
    hub.blobs.put(hex, flipped);
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            BlobFetcher.WrongDigest.class,
            e -> assertThat(e.got()).isEqualTo(Digest.of(flipped).hex()));
    assertThat(target).doesNotExist();
    assertThat(directory.resolve("fetch")).isEmptyDirectory();
  }

  @Test
  void readsNoMoreThanAnnounced() {
    hub.blobs.put(hex, Arrays.copyOf(blob, 900_000));
    assertThatThrownBy(this::fetch).hasMessageContaining("300000");
    assertThat(directory.resolve("fetch")).isEmptyDirectory();
  }

  @Test
  void knowsWhenTheHubIsOutOfReach() {
    hub.cutOff();
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
    assertThat(link.link().reachable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterAPowerCutAtEachOperation(Leaves leaves) throws IOException {
    assertThat(PowerCuts.walk(directory, leaves, Life::new)).isGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({"FULL, false", "FULL, true", "FULL_WHEN_SYNCED, true", "READ_ONLY, true"})
  void goesOnWhenTheDiskIsWell(Fault fault, boolean lasting) throws IOException {
    assertThat(PowerCuts.walk(directory, fault, lasting, Life::new)).isPositive();
  }

  private final class Life implements PowerCuts.Life {

    @Override
    public void live(Path own, TestingPowerCut disk) throws IOException {
      try {
        fetch(own, disk);
      } catch (FileSystemException e) {
        assertThat(disk.met()).as("the disk failed before: %s", e).isTrue();
      }
    }

    @Override
    public void check(Path own, String when) throws IOException {
      fetch(own, new TestingPowerCut(own));
      assertThat(own.resolve("models/target")).as(when).hasBinaryContent(blob);
    }

    private void fetch(Path own, TestingPowerCut disk) throws IOException {
      new StateDirectory(disk, own.resolve("models")).make();
      Path into = own.resolve("models/target");
      if (!Files.exists(into) || Files.size(into) == 0) {
        new BlobFetcher(disk, link.hub(), own.resolve("fetch"), nanos::get)
            .fetch(hex, blob.length, into, at -> {});
      }
    }
  }

  @Test
  void leavesTheHubAloneAsLongAsItAsksFor() throws IOException {
    hub.blobStatus = 503;
    hub.retryAfter = "30";
    assertThatThrownBy(this::fetch).hasMessageContaining("503");
    hub.blobStatus = 0;
    hub.requests.clear();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(29));
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            HubRefusal.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(30)));
    assertThat(hub.requests).isEmpty();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    fetch();
    assertThat(target).hasBinaryContent(blob);
  }

  private void fetch() throws IOException {
    fetcher.fetch(hex, blob.length, target, at -> {});
  }
}
