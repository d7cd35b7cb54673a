package dev.ionosphere.spec.format;

import java.util.Optional;

/**
 * Something wrong or doubtful in a document.
 *
 * @param file index of the source it is in, from 0
 * @param line from 1; 0 where the place is not known
 * @param column from 1; 0 where the place is not known
 * @param path such as {@code spec.nodes.detect.every}; empty for the document as a whole
 * @param message a whole sentence that holds what was got, what is allowed and the nearest name
 * @param got what is written there
 * @param allowed what may be written there
 * @param nearest the known name that was probably meant
 */
public record Finding(
    Severity severity,
    int file,
    int line,
    int column,
    String path,
    String message,
    Optional<String> got,
    Optional<String> allowed,
    Optional<String> nearest) {

  /** Whether the document is refused for it. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** One line for people: {@code 4:7 spec.nodes.detect.evry: unknown field ...}. */
  public String text() {
    String place = line == 0 ? "" : line + ":" + column + " ";
    return place + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
