package dev.ionosphere.edge.inbox;

import dev.ionosphere.data.source.Position;

/**
 * How far an inbox was read.
 *
 * @param segment number of the file
 * @param parcel where the parcel begins in it
 * @param offset first byte of the parcel that was not read
 * @param row number of the next row
 */
record InboxPosition(long segment, long parcel, int offset, long row) {

  static final InboxPosition START = new InboxPosition(0, 0, 0, 0);

  static InboxPosition of(Position position) {
    if (position.equals(Position.START)) {
      return START;
    }
    String[] parts = position.text().split(" ");
    try {
      if (parts.length == 4) {
        return new InboxPosition(
            Long.parseLong(parts[0]),
            Long.parseLong(parts[1]),
            Integer.parseInt(parts[2]),
            Long.parseLong(parts[3]));
      }
    } catch (NumberFormatException e) {
      // As bad as too few parts.
    }
    throw new IllegalArgumentException("'" + position.text() + "' is no position in an inbox");
  }

  Position position() {
    return equals(START)
        ? Position.START
        : new Position("%d %d %d %d".formatted(segment, parcel, offset, row));
  }

  InboxPosition at(long otherSegment, long otherParcel) {
    return new InboxPosition(otherSegment, otherParcel, 0, row);
  }
}
