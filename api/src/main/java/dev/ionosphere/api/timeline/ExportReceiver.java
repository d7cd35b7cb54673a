package dev.ionosphere.api.timeline;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.ReceivedBody;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Checks exports that somebody sends, one file on the disk for each. */
@Singleton
final class ExportReceiver {

  /** Less than the server's own limit, so that who sends more hears what is allowed. */
  private static final long MOST_BYTES = 1_000_000_000;

  /** Each takes disk and a processor. */
  private static final int AT_ONCE = 2;

  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final CheckpointKey key;
  private final Path directory;
  private final long most;
  private final Semaphore places = new Semaphore(AT_ONCE);

  @Inject
  ExportReceiver(CheckpointKey key, HubConfiguration configuration) {
    this(key, Path.of(configuration.data()).resolve("exports"), MOST_BYTES);
  }

  ExportReceiver(CheckpointKey key, Path directory, long most) {
    this.key = key;
    this.directory = directory;
    this.most = most;
  }

  /**
   * What is found in an export.
   *
   * @param ion that it should be of, if that is known
   */
  Verification verify(InputStream content, Optional<String> ion) throws IOException {
    if (!places.tryAcquire()) {
      throw new HubException(
          ErrorCode.TOO_MANY,
          "%d exports are being checked, which is the most at once; ask again".formatted(AT_ONCE));
    }
    try (ExportFile file = new ExportFile(directory)) {
      receive(new ReceivedBody(content), file);
      refuseOthers(file);
      return ExportVerifier.verify(() -> lines(file), Optional.of(key.publicKey()), ion);
    } catch (ExportVerifier.NoExportException e) {
      throw HubException.malformed(e.reason());
    } finally {
      places.release();
    }
  }

  private void receive(InputStream content, ExportFile file) throws IOException {
    long size = 0;
    try (OutputStream out = file.writer()) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size <= most) {
          out.write(buffer, 0, read);
        }
        // What is beyond is read all the same: who still sends would not hear us.
      }
    }
    if (size > most) {
      throw new HubException(
          ErrorCode.TOO_LARGE,
          "the export has %d bytes, allowed are %d; export a part, with from and to"
              .formatted(size, most));
    }
  }

  private static void refuseOthers(ExportFile file) throws IOException {
    byte[] begin;
    try (InputStream bytes = file.again()) {
      begin = bytes.readNBytes(PARQUET.length);
    }
    if (begin.length == 0) {
      throw HubException.malformed("the body is empty; allowed is an export as lines");
    }
    if (Arrays.equals(begin, PARQUET)) {
      throw HubException.malformed(
          "the body is a Parquet file; checked are exports as lines (format=json)");
    }
    if (begin.length >= GZIP.length && begin[0] == GZIP[0] && begin[1] == GZIP[1]) {
      throw HubException.malformed("the body is a gzip file; unpack it first");
    }
  }

  private static BufferedReader lines(ExportFile file) throws IOException {
    return new BufferedReader(new InputStreamReader(file.again(), StandardCharsets.UTF_8));
  }
}
