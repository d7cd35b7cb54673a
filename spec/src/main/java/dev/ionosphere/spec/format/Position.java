package dev.ionosphere.spec.format;

import java.util.Comparator;

/** A place in a source; line and column from 1. */
public record Position(int file, int line, int column) {

  public static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);

  public static Position start(int file) {
    return new Position(file, 1, 1);
  }
}
