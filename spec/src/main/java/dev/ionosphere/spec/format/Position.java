package dev.ionosphere.spec.reader;

import java.util.Comparator;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in a source; line and column from 1. */
record Position(int file, int line, int column) {

  static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);

  static Position start(int file) {
    return new Position(file, 1, 1);
  }

  static Position of(int file, Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
