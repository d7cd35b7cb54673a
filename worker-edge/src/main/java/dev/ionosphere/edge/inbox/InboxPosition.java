package dev.ionosphere.edge.inbox;

import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.RowPlace;

/**
 * How far an inbox was read.
 *
 * @param segment number of the file
 * @param parcel where the parcel begins in it
 * @param offset first byte of the parcel that was not read
 * @param place of the parser there: what is left of the parcel may be the rest of a long row
 */
record InboxPosition(long segment, long parcel, int offset, RowPlace place) {

  static final InboxPosition START = new InboxPosition(0, 0, 0, RowPlace.START);
  private static final String INSIDE = "inside";

  static InboxPosition of(Position position) {
    if (position.equals(Position.START)) {
      return START;
    }
    String[] parts = position.text().split(" ");
    try {
      if (parts.length == 4 || parts.length == 6) {
        boolean more = parts.length == 6;
        return new InboxPosition(
            Long.parseLong(parts[0]),
            Long.parseLong(parts[1]),
            Integer.parseInt(parts[2]),
            new RowPlace(
                Long.parseLong(parts[3]),
                more && parts[4].equals(INSIDE),
                more ? Integer.parseInt(parts[5]) : 0));
      }
    } catch (NumberFormatException e) {
      // As bad as too few parts.
    }
    throw new IllegalArgumentException("'" + position.text() + "' is no position in an inbox");
  }

  /** Between two rows as it was written before there was more to say. */
  Position position() {
    if (equals(START)) {
      return Position.START;
    }
    String text = "%d %d %d %d".formatted(segment, parcel, offset, place.row());
    boolean plain = place.equals(new RowPlace(place.row(), false, 0));
    return new Position(
        plain
            ? text
            : "%s %s %d".formatted(text, place.insideLongRow() ? INSIDE : "-", place.suspect()));
  }

  /** At the beginning of another parcel, which is rows of its own. */
  InboxPosition at(long otherSegment, long otherParcel) {
    return new InboxPosition(otherSegment, otherParcel, 0, new RowPlace(place.row(), false, 0));
  }
}
