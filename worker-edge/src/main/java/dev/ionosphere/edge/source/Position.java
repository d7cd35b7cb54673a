package dev.ionosphere.edge.source;

/**
 * How far a file has been read, and enough of its beginning to see that it is still the same file.
 *
 * @param offset first byte not read; 0 when nothing, not even the header, has been
 * @param row number of the next row, from 0
 * @param prefixLength bytes at the start of the file that {@code prefixCrc} is over
 * @param insideLongLine whether what follows belongs to a line already given up as too long
 */
public record Position(
    long offset, long row, int prefixLength, long prefixCrc, boolean insideLongLine) {

  public static final Position START = new Position(0, 0, 0, 0, false);
}
