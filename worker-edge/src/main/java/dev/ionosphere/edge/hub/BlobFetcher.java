package dev.ionosphere.edge.hub;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches blobs by digest and goes on where a broken transfer stopped, also after a restart. What
 * does not have its digest is fetched once more from the start before it is called wrong. One
 * transfer at a time.
 */
public final class BlobFetcher {

  private static final int BUFFER = 1 << 16;

  /** What came has another digest than what was asked for. */
  public static final class WrongDigest extends IOException {
    private static final long serialVersionUID = 1L;

    private final String got;

    private WrongDigest(String got) {
      super("got sha256:" + got);
      this.got = got;
    }

    /** Hex. */
    public String got() {
      return got;
    }
  }

  /** More came than what was announced. */
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLong(long announced) {
      super("got more than the %d bytes announced".formatted(announced));
    }
  }

  private final Disk disk;
  private final Hub hub;
  private final Path directory;
  private final LongSupplier nanos;
  private @Nullable HubRefusal refused;
  private long refusedUntil;

  /**
   * @param directory where transfers under way are kept
   * @param nanos monotonic
   */
  public BlobFetcher(Disk disk, Hub hub, Path directory, LongSupplier nanos) {
    this.disk = disk;
    this.hub = hub;
    this.directory = directory;
    this.nanos = nanos;
  }

  /**
   * Puts the blob at the target.
   *
   * @param mostBytes more than that is not read
   * @param progress told the bytes that have come, now and then
   */
  public void fetch(String hex, long mostBytes, Path target, LongConsumer progress)
      throws IOException {
    new StateDirectory(disk, directory).make();
    Path partial = directory.resolve(hex + ".part");
    boolean resumed = Files.exists(partial) && Files.size(partial) > 0;
    transfer(hex, mostBytes, partial, progress);
    String got = digest(partial);
    if (!got.equals(hex) && resumed) {
      disk.delete(partial);
      transfer(hex, mostBytes, partial, progress);
      got = digest(partial);
    }
    if (!got.equals(hex)) {
      disk.delete(partial);
      throw new WrongDigest(got);
    }
    disk.force(partial);
    disk.rename(partial, target);
  }

  /** Removes transfers that were cut off. None may be under way. */
  public void discard() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> transfers = Files.list(directory)) {
      for (Path transfer : transfers.toList()) {
        disk.delete(transfer);
      }
    }
  }

  private void transfer(String hex, long mostBytes, Path partial, LongConsumer progress)
      throws IOException {
    long from = Files.exists(partial) ? Files.size(partial) : 0;
    if (from >= mostBytes) {
      return; // All of it may be here: the digest tells.
    }
    if (refused != null && nanos.getAsLong() - refusedUntil < 0) {
      throw refused;
    }
    try {
      hub.blob(
          hex,
          from,
          (status, range, body) -> write(status, range, from, body, mostBytes, partial, progress));
    } catch (HubRefusal e) {
      leaveAlone(e);
      throw e;
    }
  }

  /** As long as the hub asks for: whoever wants a blob before gets its refusal once more. */
  private void leaveAlone(HubRefusal refusal) {
    Duration asked = refusal.retryAfter().orElse(Duration.ZERO);
    Duration wait = asked.compareTo(HubBackoff.MOST) < 0 ? asked : HubBackoff.MOST;
    refused = refusal;
    refusedUntil = nanos.getAsLong() + wait.toNanos();
  }

  private void write(
      int status,
      @Nullable String range,
      long from,
      InputStream body,
      long mostBytes,
      Path partial,
      LongConsumer progress)
      throws IOException {
    if (status == 416) {
      return;
    }
    boolean goesOn = status == 206 && range != null && range.startsWith("bytes " + from + "-");
    if (status == 206 && !goesOn) {
      disk.delete(partial);
      throw new IOException("asked for bytes from %d, got %s".formatted(from, range));
    }
    long at = goesOn ? from : 0;
    if (!goesOn) {
      disk.write(partial, new byte[0]);
    }
    byte[] buffer = new byte[BUFFER];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      if (at + read > mostBytes) {
        disk.delete(partial);
        throw new TooLong(mostBytes);
      }
      disk.writeAt(partial, at, Arrays.copyOf(buffer, read));
      at += read;
      progress.accept(at);
    }
  }

  private static String digest(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), Digest.sha256())) {
      byte[] buffer = new byte[BUFFER];
      while (in.read(buffer) >= 0) {
        // The stream counts the digest.
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }
}
