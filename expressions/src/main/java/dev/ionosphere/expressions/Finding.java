package dev.ionosphere.expressions;

/**
 * What is wrong with an expression.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
public record Finding(int line, int column, String message) {
  @Override
  public String toString() {
    return "%d:%d: %s".formatted(line, column, message);
  }
}
