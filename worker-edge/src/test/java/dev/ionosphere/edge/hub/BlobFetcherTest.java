package dev.ionosphere.edge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
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
