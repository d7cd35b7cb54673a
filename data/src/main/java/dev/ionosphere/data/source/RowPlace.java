package dev.ionosphere.data.source;

/**
 * Where a parser is between two calls.
 *
 * @param row number of the next row, from 0; refused ones have a number as well
 * @param insideLongRow whether what follows belongs to a row that was given up as too long
 * @param suspect bytes that follow in which a quote has to close on its line, since one before did
 *     not close at all
 */
public record RowPlace(long row, boolean insideLongRow, int suspect) {

  public static final RowPlace START = new RowPlace(0, false, 0);
}
