package dev.ionosphere.data.source;

/**
 * Where a parser is between two calls.
 *
 * @param row number of the next row, from 0; refused ones have a number as well
 * @param insideLongRow whether what follows belongs to a row that was given up as too long
 */
public record RowPlace(long row, boolean insideLongRow) {

  public static final RowPlace START = new RowPlace(0, false);
}
