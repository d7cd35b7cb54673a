package dev.ionosphere.edge.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Follows a CSV file: a header line, then a row a line. A row counts when its newline is there, so
 * a line being written is left for the next time. The file is opened for each reading, which makes
 * absent, replaced, truncated and growing files one case. One thread.
 */
public final class CsvSource {

  static final int MOST_LINE = 1 << 16;
  private static final int MOST_PREFIX = 1_024;

  private final SourcePath path;
  private final List<String> features;
  private final double[] values;
  private final long[] numbers;
  private final int mostRows;
  private final byte[] buffer = new byte[2 * MOST_LINE];

  public CsvSource(SourcePath path, List<String> features, int mostRows) {
    this.path = path;
    this.features = List.copyOf(features);
    this.mostRows = mostRows;
    this.values = new double[mostRows * features.size()];
    this.numbers = new long[mostRows];
  }

  /** Says what keeps the features from being read; nothing while the file is absent. */
  public Optional<String> check() {
    try (FileChannel channel = FileChannel.open(path.toRead(), StandardOpenOption.READ)) {
      header(channel);
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (SourceFault e) {
      return Optional.of(e.fault());
    } catch (IOException e) {
      return Optional.of("source '%s' cannot be read: %s".formatted(path, e));
    }
  }

  /**
   * Reads complete rows from the position on.
   *
   * @throws SourceFault if the file is not such a CSV file
   */
  public Rows read(Position from, int most) throws IOException {
    try (FileChannel channel = FileChannel.open(path.toRead(), StandardOpenOption.READ)) {
      Optional<String> restarted = restarted(channel, from);
      Position start = restarted.isPresent() ? Position.START : from;
      Optional<Header> header = header(channel);
      if (header.isEmpty()) {
        return new Rows(values, numbers, 0, 0, Optional.empty(), start, false, restarted);
      }
      long offset = Math.max(start.offset(), header.get().end());
      Reading reading = new Reading(header.get(), start.row(), start.insideLongLine());
      long end = reading.lines(channel, offset, Math.min(most, mostRows));
      return new Rows(
          values,
          numbers,
          reading.count,
          reading.bad,
          Optional.ofNullable(reading.firstBad),
          position(channel, end, reading.row, reading.insideLongLine),
          reading.more,
          restarted);
    } catch (NoSuchFileException e) {
      return new Rows(values, numbers, 0, 0, Optional.empty(), from, false, Optional.empty());
    }
  }

  private Optional<String> restarted(FileChannel channel, Position from) throws IOException {
    if (channel.size() < from.offset()) {
      return Optional.of(
          "source '%s' is %d bytes, %d were read before: it was truncated or replaced, reading starts over"
              .formatted(path, channel.size(), from.offset()));
    }
    if (prefixCrc(channel, from.prefixLength()) != from.prefixCrc()) {
      return Optional.of(
          "source '%s' has another beginning than before: it was replaced, reading starts over"
              .formatted(path));
    }
    return Optional.empty();
  }

  private Optional<Header> header(FileChannel channel) throws IOException {
    int read = Math.max(0, readAt(channel, 0, buffer, MOST_LINE));
    for (int i = 0; i < read; i++) {
      if (buffer[i] == '\n') {
        return Optional.of(Header.parse(path.toString(), buffer, i, features));
      }
    }
    if (read == MOST_LINE) {
      throw new SourceFault("source '%s' has no header line in its first 64 KiB".formatted(path));
    }
    return Optional.empty();
  }

  private Position position(FileChannel channel, long offset, long row, boolean insideLongLine)
      throws IOException {
    int length = (int) Math.min(offset, MOST_PREFIX);
    return new Position(offset, row, length, prefixCrc(channel, length), insideLongLine);
  }

  private static long prefixCrc(FileChannel channel, int length) throws IOException {
    byte[] prefix = new byte[length];
    int read = Math.max(0, readAt(channel, 0, prefix, length));
    CRC32C crc = new CRC32C();
    crc.update(prefix, 0, read);
    return length == 0 ? 0 : crc.getValue();
  }

  private static int readAt(FileChannel channel, long at, byte[] into, int length)
      throws IOException {
    ByteBuffer target = ByteBuffer.wrap(into, 0, length);
    while (target.hasRemaining() && channel.read(target, at + target.position()) > 0) {
      // Goes on until the buffer is full or the file ends.
    }
    return target.position();
  }

  /** One pass over lines. */
  private final class Reading {

    private final Header header;
    private long row;
    private boolean insideLongLine;
    private int count;
    private int bad;
    private boolean more;
    @org.jspecify.annotations.Nullable private String firstBad;

    Reading(Header header, long row, boolean insideLongLine) {
      this.header = header;
      this.row = row;
      this.insideLongLine = insideLongLine;
    }

    /** Answers the offset after the last line taken. */
    long lines(FileChannel channel, long offset, int most) throws IOException {
      long at = offset;
      while (true) {
        int read = readAt(channel, at, buffer, buffer.length);
        int line = 0;
        for (int i = 0; i < read; i++) {
          if (buffer[i] != '\n') {
            continue;
          }
          if (count + bad == most) {
            more = true;
            return at + line;
          }
          line(line, i);
          line = i + 1;
        }
        at += line;
        if (line == 0 && read == buffer.length) {
          // No newline in all of it: given up as one bad row, which ends at the next newline.
          insideLongLine = true;
          at += read;
        } else if (line == 0 || read < buffer.length) {
          return at;
        }
      }
    }

    private void line(int from, int end) {
      int to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
      if (insideLongLine || to - from > MOST_LINE) {
        insideLongLine = false;
        bad("longer than 64 KiB");
      } else if (to == from) {
        return; // An empty line is no row.
      } else {
        int wrong = header.row(buffer, from, to, values, count * features.size());
        if (wrong < 0) {
          numbers[count++] = row;
        } else {
          bad(
              "column '%s': got '%s', a number is needed"
                  .formatted(features.get(wrong), header.shown(buffer, from, to, wrong)));
        }
      }
      row++;
    }

    private void bad(String what) {
      bad++;
      if (firstBad == null) {
        firstBad = "row %d of '%s', %s".formatted(row, path, what);
      }
    }
  }
}
