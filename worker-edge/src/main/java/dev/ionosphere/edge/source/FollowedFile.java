package dev.ionosphere.edge.source;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.edge.source.RowReading.Result;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows a file as it grows. A row counts when its line has ended, so one that is being written is
 * left for the next time. The file is opened for each reading, which makes absent, replaced,
 * truncated and growing files one case. One that was renamed to make room for another is read to
 * its end first.
 */
public final class FollowedFile implements Source {

  private final SourcePath path;
  private final RowReading reading;
  private FilePosition position;

  /**
   * @param most rows of a poll
   */
  public FollowedFile(SourcePath path, Format format, Schema wanted, int most, Position from) {
    this.path = path;
    this.reading = new RowReading(format, wanted, most);
    this.position = FilePosition.of(from);
  }

  @Override
  public Optional<String> check() {
    try (FileBytes file = FileBytes.open(path.toRead())) {
      int unused = reading.begin(file, reading.parser(path));
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (SourceException e) {
      return Optional.ofNullable(e.getMessage());
    } catch (IOException e) {
      return Optional.of("source '%s' cannot be read: %s".formatted(path, e));
    }
  }

  @Override
  public long nextRow() {
    return position.place().row();
  }

  @Override
  public Poll poll(int most) throws IOException {
    Refusals refused = new Refusals();
    Optional<Path> renamed = RenamedFile.find(path, position.inode());
    if (renamed.isPresent()) {
      try (FileBytes before = FileBytes.open(renamed.get())) {
        if (before.continues(position)) {
          boolean over = followed();
          Result left = read(before, position, most, over, refused);
          if (!over || reading.rows().size() + refused.count() > 0) {
            return poll(left, refused, Optional.empty());
          }
          position = FilePosition.START;
        }
      } catch (NoSuchFileException e) {
        // Renamed again, or gone; the next poll sees which.
      }
    }
    try (FileBytes file = FileBytes.open(path.toRead())) {
      boolean same = file.continues(position);
      Optional<String> restarted = same ? Optional.empty() : Optional.of(changed(file));
      FilePosition from = same ? position : FilePosition.START;
      return poll(read(file, from, most, false, refused), refused, restarted);
    } catch (NoSuchFileException e) {
      reading.rows().clear();
      return poll(new Result(position, false, false), refused, Optional.empty());
    }
  }

  /** Of the file that was renamed and of the one that is there now. */
  @Override
  public OptionalLong behind() throws IOException {
    Optional<Path> renamed = RenamedFile.find(path, position.inode());
    long before = 0;
    FilePosition from = position;
    if (renamed.isPresent()) {
      try (FileBytes file = FileBytes.open(renamed.get())) {
        if (file.continues(position)) {
          before = file.size() - position.offset();
          from = FilePosition.START;
        }
      } catch (NoSuchFileException e) {
        // Nothing is left of it.
      }
    }
    try (FileBytes file = FileBytes.open(path.toRead())) {
      long read = file.continues(from) ? from.offset() : 0;
      return OptionalLong.of(before + file.size() - read);
    } catch (NoSuchFileException e) {
      return before > 0 ? OptionalLong.of(before) : OptionalLong.empty();
    }
  }

  @Override
  public Optional<String> absent() throws IOException {
    try {
      Path unused = path.toRead();
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.of("source '%s' is not there".formatted(path));
    }
  }

  /** Whether another file has taken the place of the renamed one, and is written to. */
  private boolean followed() throws IOException {
    try (FileBytes next = FileBytes.open(path.toRead())) {
      return next.size() > 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private String changed(FileBytes file) throws IOException {
    return file.size() < position.offset()
        ? "source '%s' is %d bytes, %d were read before: it was truncated or replaced, reading starts over"
            .formatted(path, file.size(), position.offset())
        : "source '%s' is not what was read before: it was replaced, reading starts over"
            .formatted(path);
  }

  private Result read(FileBytes file, FilePosition from, int most, boolean last, Refusals refused)
      throws IOException {
    return reading.read(file, reading.parser(path), from, most, last, refused);
  }

  private Poll poll(Result read, Refusals refused, Optional<String> restarted) {
    position = read.to();
    return new Poll(reading.rows(), refused, position.position(), read.more(), restarted);
  }
}
