package dev.ionosphere.edge.source;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Follows a file as it grows. A row counts when its line has ended, so one that is being written is
 * left for the next time. The file is opened for each reading, which makes absent, replaced,
 * truncated and growing files one case. One that was renamed to make room for another is read to
 * its end first.
 */
public final class FollowedFile implements Source {

  private final SourcePath path;
  private final Format format;
  private final RowBatch rows;
  private final byte[] buffer = new byte[2 * RowParser.MOST_ROW];
  private FilePosition position;

  /**
   * @param most rows of a poll
   */
  public FollowedFile(SourcePath path, Format format, Schema wanted, int most, Position from) {
    this.path = path;
    this.format = format;
    this.rows = new RowBatch(wanted, most);
    this.position = FilePosition.of(from);
  }

  @Override
  public Optional<String> check() {
    try (FileBytes file = FileBytes.open(path.toRead())) {
      int unused = begin(file, parser());
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
          Reading left = read(before, position, most, over, refused);
          if (!over || rows.size() + refused.count() > 0) {
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
      rows.clear();
      return poll(new Reading(position, false), refused, Optional.empty());
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

  private Poll poll(Reading reading, Refusals refused, Optional<String> restarted) {
    position = reading.to();
    return new Poll(rows, refused, position.position(), reading.more(), restarted);
  }

  private RowParser parser() {
    return format.parser(path.toString(), rows.schema());
  }

  private int begin(FileBytes file, RowParser parser) throws IOException {
    int read = file.read(0, buffer, RowParser.MOST_ROW);
    return read == 0 ? RowParser.INCOMPLETE : parser.begin(buffer, read);
  }

  /** What a reading came to. */
  private record Reading(FilePosition to, boolean more) {}

  private Reading read(FileBytes file, FilePosition from, int most, boolean last, Refusals refused)
      throws IOException {
    rows.clear();
    RowParser parser = parser();
    int first = begin(file, parser);
    if (first == RowParser.INCOMPLETE) {
      return new Reading(from, false);
    }
    parser.resume(from.place());
    long end = from.place().row() + Math.min(most, rows.capacity());
    long at = Math.max(from.offset(), first);
    while (true) {
      int read = file.read(at, buffer, buffer.length);
      boolean ends = last && read < buffer.length;
      int left = (int) (end - parser.place().row());
      int taken = parser.parse(buffer, 0, read, ends, left, rows, refused);
      at += taken;
      boolean enough = parser.place().row() >= end || rows.isFull();
      if (enough || read < buffer.length || taken == 0) {
        return new Reading(file.position(at, parser.place()), enough);
      }
    }
  }
}
