package dev.ionosphere.api.blob;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Blobs as files {@code blobs/ab/abcd...}. A blob is written beside its place, forced to disk and
 * then renamed, so that it is there whole or not at all.
 */
@Singleton
final class DirectoryBlobStore implements BlobStore {

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PLACE = Pattern.compile("[0-9a-f]{2}");

  private final Path directory;
  private final Path incoming;
  private final long limit;
  private final Clock clock;

  DirectoryBlobStore(HubConfiguration configuration, Clock clock) {
    this.clock = clock;
    this.directory = Path.of(configuration.data()).resolve("blobs");
    this.incoming = directory.resolve("incoming");
    this.limit = configuration.blobLimit();
    try {
      Files.createDirectories(incoming);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + incoming, e);
    }
  }

  @Override
  public Stored put(String sha256, InputStream content) throws IOException {
    Path file = file(sha256);
    if (Files.exists(file)) {
      touch(sha256);
      return Stored.KNOWN;
    }
    Path place = directory.resolve(sha256.substring(0, 2));
    Path fresh = Files.createTempFile(incoming, sha256.substring(0, 8), ".part");
    try {
      write(sha256, content, fresh);
      Files.createDirectories(place);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(place);
      return Stored.NEW;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void write(String sha256, InputStream content, Path fresh) throws IOException {
    MessageDigest digest = Sha256.start();
    long written = 0;
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        written += read;
        if (written > limit) {
          throw new HubException(
              ErrorCode.TOO_LARGE, "blob " + sha256 + " is over the limit of " + limit + " bytes");
        }
        digest.update(buffer, 0, read);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
    }
    String got = Sha256.hex(digest.digest());
    if (!got.equals(sha256)) {
      throw new HubException(
          ErrorCode.INVALID, "blob " + sha256 + ": the " + written + " bytes are those of " + got);
    }
  }

  @Override
  public OptionalLong size(String sha256) {
    try {
      Path file = file(sha256);
      return Files.exists(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("blob " + sha256, e);
    }
  }

  @Override
  public InputStream open(String sha256, long from) throws IOException {
    FileChannel channel = FileChannel.open(file(sha256), StandardOpenOption.READ);
    channel.position(from);
    return Channels.newInputStream(channel);
  }

  @Override
  public byte[] read(String sha256, long most) {
    long size =
        size(sha256)
            .orElseThrow(() -> new HubException(ErrorCode.INVALID, "there is no blob " + sha256));
    if (size > most) {
      throw new HubException(
          ErrorCode.INVALID,
          "blob " + sha256 + " has " + size + " bytes, at most " + most + " are allowed here");
    }
    try {
      return Files.readAllBytes(file(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException("blob " + sha256, e);
    }
  }

  @Override
  public void touch(String sha256) {
    try {
      Files.setLastModifiedTime(file(sha256), FileTime.from(clock.instant()));
    } catch (NoSuchFileException gone) {
      // Whoever asks for it hears that it is not there.
    } catch (IOException e) {
      throw new UncheckedIOException("blob " + sha256, e);
    }
  }

  @Override
  public List<String> untouchedSince(Instant time, String after, int most) {
    List<String> found = new ArrayList<>();
    try {
      for (Path place : sorted(directory)) {
        String two = place.getFileName().toString();
        if (PLACE.matcher(two).matches() && after.compareTo(two + "~") < 0) {
          for (Path file : sorted(place)) {
            String name = file.getFileName().toString();
            if (name.compareTo(after) > 0
                && NAME.matcher(name).matches()
                && isUntouched(file, time)) {
              found.add(name);
              if (found.size() == most) {
                return found;
              }
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("blobs in " + directory, e);
    }
    return found;
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static boolean isUntouched(Path file, Instant time) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(time);
  }

  @Override
  public void delete(String sha256, Instant untouchedSince) {
    try {
      Path file = file(sha256);
      if (Files.exists(file) && isUntouched(file, untouchedSince)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("blob " + sha256, e);
    }
  }

  private Path file(String sha256) {
    if (!NAME.matcher(sha256).matches()) {
      throw HubException.malformed("a blob's name is 64 lower-case hex digits");
    }
    return directory.resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
