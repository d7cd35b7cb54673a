package dev.ionosphere.edge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way state files are written and read. A write that was cut off at any step leaves the old
 * content or the new one; content that is not what was written is recognised, and the copy before
 * it is used. One writer a name.
 *
 * <p>Beside a state {@code name} lie {@code name.previous}, the copy before it, and, while it is
 * replaced, {@code name.new}.
 */
public final class StateDirectory {

  private static final String NEW = ".new";
  private static final String PREVIOUS = ".previous";

  /** Makes a value of bytes, or says why it cannot. It must refuse what is none of its own. */
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(byte[] content) throws IOException;
  }

  private final Disk disk;
  private final Path directory;

  public StateDirectory(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  public Path path() {
    return directory;
  }

  /** A folder in this one, on the same disk. */
  public StateDirectory in(String name) {
    return new StateDirectory(disk, directory.resolve(name));
  }

  /**
   * Replaces the content, durably.
   *
   * @throws IOException if it may not be; then what was there before stays, or the new content is
   *     there and a power cut may take it back
   */
  public void write(String name, byte[] content) throws IOException {
    make();
    Path file = directory.resolve(name);
    Path fresh = directory.resolve(name + NEW);
    Path previous = directory.resolve(name + PREVIOUS);
    try {
      disk.write(fresh, Seal.seal(name, content));
      disk.force(fresh);
      // A copy that is not whole must not take the place of one that is.
      if (copy(name, name) instanceof Copy.Whole) {
        disk.rename(file, previous);
      }
      disk.rename(fresh, file);
    } catch (IOException e) {
      undo(file, fresh, previous, e);
      throw e;
    }
    disk.syncDirectory(directory);
  }

  /**
   * Writes what is written once in a device's life: at once with its previous copy, which all else
   * gets from its second writing.
   */
  public void writeTwice(String name, byte[] content) throws IOException {
    write(name, content);
    write(name, content);
  }

  /** Deletes the state and its copies. */
  public void delete(String name) throws IOException {
    disk.delete(directory.resolve(name + NEW));
    disk.delete(directory.resolve(name + PREVIOUS));
    disk.delete(directory.resolve(name));
    disk.syncDirectory(directory);
  }

  /** Reads JSON; what is no such record counts as broken. */
  public <T> Stored<T> read(String name, Class<T> type) {
    return read(name, content -> Json.read(content, type));
  }

  /** The last copy that is whole and that the decoder takes. */
  public <T> Stored<T> read(String name, Decoder<T> decoder) {
    Copy<T> current = decoded(copy(name, name), decoder);
    Copy<T> before = decoded(copy(name, name + PREVIOUS), decoder);
    return switch (current) {
      case Copy.Whole<T> whole -> new Stored.Current<>(whole.content());
      case Copy.Missing<T> missing -> missing(name, before, decoder);
      case Copy.Broken<T> broken -> broken(name, broken, before, decoder);
    };
  }

  /** The copy before the current one, if it is whole. */
  public <T> Optional<T> readPrevious(String name, Decoder<T> decoder) {
    return decoded(copy(name, name + PREVIOUS), decoder) instanceof Copy.Whole<T> whole
        ? Optional.of(whole.content())
        : Optional.empty();
  }

  /** The power went between the two renames of a write, or somebody deleted the file. */
  private <T> Stored<T> missing(String name, Copy<T> before, Decoder<T> decoder) {
    if (before instanceof Copy.Missing) {
      return new Stored.Absent<>();
    }
    if (decoded(copy(name, name + NEW), decoder) instanceof Copy.Whole<T> fresh) {
      return new Stored.Current<>(fresh.content());
    }
    return older(directory.resolve(name) + " is missing", before);
  }

  private <T> Stored<T> broken(
      String name, Copy.Broken<T> current, Copy<T> before, Decoder<T> decoder) {
    if (current.unsealed() && before instanceof Copy.Missing) {
      @Nullable T legacy = unsealed(name, decoder);
      if (legacy != null) {
        return new Stored.Current<>(legacy);
      }
    }
    return older(directory.resolve(name) + " " + current.why(), before);
  }

  private static <T> Stored<T> older(String why, Copy<T> before) {
    return switch (before) {
      case Copy.Whole<T> whole -> new Stored.Previous<>(whole.content(), why);
      case Copy.Missing<T> none -> new Stored.Lost<>(why + "; there is no previous copy");
      case Copy.Broken<T> broken -> new Stored.Lost<>(why + "; its previous copy " + broken.why());
    };
  }

  /** Release 0.2.0 wrote files without a seal and kept no copy. */
  private <T> @Nullable T unsealed(String name, Decoder<T> decoder) {
    try {
      return decoder.decode(Files.readAllBytes(directory.resolve(name)));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private sealed interface Copy<T> {
    record Whole<T>(T content) implements Copy<T> {}

    record Missing<T>() implements Copy<T> {}

    record Broken<T>(String why, boolean unsealed) implements Copy<T> {}
  }

  private Copy<byte[]> copy(String name, String file) {
    try {
      return new Copy.Whole<>(Seal.open(name, Files.readAllBytes(directory.resolve(file))));
    } catch (NoSuchFileException e) {
      return new Copy.Missing<>();
    } catch (IOException e) {
      return new Copy.Broken<>(String.valueOf(e.getMessage()), e instanceof Seal.Unsealed);
    }
  }

  private static <T> Copy<T> decoded(Copy<byte[]> copy, Decoder<T> decoder) {
    return switch (copy) {
      case Copy.Missing<byte[]> missing -> new Copy.Missing<>();
      case Copy.Broken<byte[]> broken -> new Copy.Broken<>(broken.why(), broken.unsealed());
      case Copy.Whole<byte[]> whole -> {
        try {
          yield new Copy.Whole<>(decoder.decode(whole.content()));
        } catch (IOException | RuntimeException e) {
          yield new Copy.Broken<>("is whole and cannot be read: " + e.getMessage(), false);
        }
      }
    };
  }

  /** A full disk gets its space back, and the old content its name. */
  private void undo(Path file, Path fresh, Path previous, IOException cause) {
    try {
      if (!Files.exists(file) && Files.exists(previous)) {
        disk.rename(previous, file);
      }
      disk.delete(fresh);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Makes the folder, durably: the one above it must know its name. */
  public void make() throws IOException {
    Deque<Path> above = new ArrayDeque<>();
    @Nullable Path at = directory.toAbsolutePath();
    while (at != null && !Files.isDirectory(at)) {
      at = at.getParent();
      if (at != null) {
        above.push(at);
      }
    }
    if (above.isEmpty()) {
      return;
    }
    disk.createDirectories(directory);
    for (Path parent : above) {
      disk.syncDirectory(parent);
    }
  }
}
