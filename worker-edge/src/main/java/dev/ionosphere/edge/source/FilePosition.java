package dev.ionosphere.edge.source;

import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.RowPlace;

/**
 * How far a file was read, and enough of it to see that it is still the same: its beginning and
 * what is just before the offset.
 *
 * @param offset first byte not read; 0 when nothing, not even the header, was
 * @param place of the parser
 * @param prefix checksum of the beginning
 * @param tail checksum of the bytes before the offset
 * @param inode of the file; 0 if it is not known
 */
public record FilePosition(long offset, RowPlace place, Sum prefix, Sum tail, long inode) {

  static final FilePosition START = new FilePosition(0, RowPlace.START, Sum.NONE, Sum.NONE, 0);

  /** CRC-32C of so many bytes. */
  record Sum(int length, long crc) {

    static final Sum NONE = new Sum(0, 0);
  }

  static FilePosition of(Position position) {
    if (position.equals(Position.START)) {
      return START;
    }
    String[] parts = position.text().split(" ");
    try {
      if (parts.length == 9) {
        return new FilePosition(
            Long.parseLong(parts[0]),
            new RowPlace(
                Long.parseLong(parts[1]), parts[2].equals("inside"), Integer.parseInt(parts[8])),
            new Sum(Integer.parseInt(parts[3]), Long.parseLong(parts[4])),
            new Sum(Integer.parseInt(parts[5]), Long.parseLong(parts[6])),
            Long.parseLong(parts[7]));
      }
    } catch (NumberFormatException e) {
      // As bad as too few parts.
    }
    throw new IllegalArgumentException("'" + position.text() + "' is no position in a file");
  }

  /** As an agent of 0.3.0 kept it, which looked at the beginning only. */
  public static Position ofEarlier(
      long offset, long row, int prefixLength, long prefixCrc, boolean insideLongLine) {
    return offset == 0
        ? Position.START
        : new FilePosition(
                offset,
                new RowPlace(row, insideLongLine, 0),
                new Sum(prefixLength, prefixCrc),
                Sum.NONE,
                0)
            .position();
  }

  Position position() {
    return equals(START)
        ? Position.START
        : new Position(
            String.join(
                " ",
                Long.toString(offset),
                Long.toString(place.row()),
                place.insideLongRow() ? "inside" : "between",
                Integer.toString(prefix.length()),
                Long.toString(prefix.crc()),
                Integer.toString(tail.length()),
                Long.toString(tail.crc()),
                Long.toString(inode),
                Integer.toString(place.suspect())));
  }
}
