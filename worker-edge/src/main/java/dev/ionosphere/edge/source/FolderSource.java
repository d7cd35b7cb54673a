package dev.ionosphere.edge.source;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.NamePattern;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a folder in the order of their names, each as it grows until there is one with
 * a later name: then it is read to its end, and is never read again. Names that come before it are
 * not read.
 */
public final class FolderSource implements Source {

  /** Files without a row that are passed in one poll. */
  private static final int MOST_PASSED = 100;

  private final SourcePath folder;
  private final FolderNames names;
  private final RowReading reading;
  private FolderPosition position;
  private @Nullable SourceBytes open;

  /**
   * @param most rows of a poll
   */
  public FolderSource(
      SourcePath folder,
      NamePattern pattern,
      Format format,
      Schema wanted,
      int most,
      Position from) {
    this.folder = folder;
    this.names = new FolderNames(pattern);
    this.reading = new RowReading(format, wanted, most);
    this.position = FolderPosition.of(from);
  }

  @Override
  public Optional<String> check() {
    try {
      Optional<Path> real = folder.directory();
      Optional<String> first =
          real.isEmpty() ? Optional.empty() : names.after(real.get(), position.name());
      if (first.isPresent()) {
        SourcePath file = folder.child(first.get());
        try (SourceBytes bytes = GzipBytes.open(file.toRead())) {
          int unused = reading.begin(bytes, reading.parser(file));
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (SourceException e) {
      return Optional.ofNullable(e.getMessage());
    } catch (IOException e) {
      return Optional.of("source '%s' cannot be read: %s".formatted(folder, e));
    }
  }

  @Override
  public long nextRow() {
    return position.in().place().row();
  }

  @Override
  public Poll poll(int most) throws IOException {
    Optional<Path> real = folder.directory();
    for (int passed = 0; real.isPresent() && passed < MOST_PASSED; passed++) {
      Optional<String> next = names.after(real.get(), position.name());
      if (!position.isStart()) {
        Poll poll = read(most, next.isPresent());
        boolean says = poll.rows().size() + poll.refused().count() > 0;
        if (says || poll.more() || poll.restarted().isPresent()) {
          return poll;
        }
      }
      if (next.isEmpty()) {
        break;
      }
      position = FolderPosition.begin(next.get());
    }
    return nothing(false, Optional.empty());
  }

  /**
   * Reads the present file.
   *
   * @param last whether there is a later one
   */
  private Poll read(int most, boolean last) throws IOException {
    SourcePath file = folder.child(position.name());
    try {
      return read(file, opened(file), most, last);
    } catch (NoSuchFileException e) {
      close();
      return last && !position.whole()
          ? leave("source '%s' is gone, and was not read to its end".formatted(file))
          : nothing(false, Optional.empty());
    } finally {
      if (open instanceof FileBytes) {
        close();
      }
    }
  }

  private Poll read(SourcePath file, SourceBytes bytes, int most, boolean last) throws IOException {
    boolean same = bytes.continues(position.in());
    FilePosition from = same ? position.in() : FilePosition.START;
    Refusals refused = new Refusals();
    RowReading.Result read = reading.read(bytes, reading.parser(file), from, most, last, refused);
    boolean hasNoHeader = read.hasNotBegun() && bytes.read(0, new byte[1], 1) > 0;
    if (last && hasNoHeader && !position.whole()) {
      return leave("source '%s' ends before its header line does".formatted(file));
    }
    boolean whole = read.whole() || (last && hasNoHeader);
    position = new FolderPosition(position.name(), whole, read.to());
    Optional<String> restarted =
        same
            ? Optional.empty()
            : Optional.of(
                "source '%s' is not what was read before, reading it starts over".formatted(file));
    boolean more = read.more() || (last && reading.rows().size() + refused.count() > 0);
    return new Poll(reading.rows(), refused, position.position(), more, restarted);
  }

  /** The next poll goes on to the next file, and does not say it again. */
  private Poll leave(String why) {
    position = new FolderPosition(position.name(), true, position.in());
    return nothing(true, Optional.of(why));
  }

  private Poll nothing(boolean more, Optional<String> why) {
    reading.rows().clear();
    return new Poll(reading.rows(), new Refusals(), position.position(), more, why);
  }

  /** Compressed files count as they lie there, and the one that is read now not at all. */
  @Override
  public OptionalLong behind() throws IOException {
    Optional<Path> real = folder.directory();
    OptionalLong later =
        real.isEmpty() ? OptionalLong.empty() : names.bytesAfter(real.get(), position.name());
    if (later.isEmpty() || position.isStart()) {
      return later;
    }
    try (SourceBytes now = GzipBytes.open(folder.child(position.name()).toRead())) {
      boolean plain = now instanceof FileBytes && now.continues(position.in());
      long left = plain ? ((FileBytes) now).size() - position.in().offset() : 0;
      return OptionalLong.of(later.getAsLong() + left);
    } catch (NoSuchFileException e) {
      return later;
    }
  }

  @Override
  public Optional<String> absent() throws IOException {
    return folder.directory().isPresent()
        ? Optional.empty()
        : Optional.of("source '%s' is not there".formatted(folder));
  }

  /** Compressed files stay open, so that each poll does not begin at their beginning. */
  private SourceBytes opened(SourcePath file) throws IOException {
    Path now = file.toRead();
    if (open instanceof GzipBytes gzip && gzip.isStill(now)) {
      return gzip;
    }
    close();
    SourceBytes bytes = GzipBytes.open(now);
    open = bytes;
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
