package dev.ionosphere.edge.source;

import dev.ionosphere.data.source.Position;

/**
 * How far a folder was read.
 *
 * @param name of the file that is read now; empty: none was begun
 * @param whole whether nothing was left of it when it was last read
 * @param in how far that was read
 */
record FolderPosition(String name, boolean whole, FilePosition in) {

  static final FolderPosition START = new FolderPosition("", true, FilePosition.START);

  static FolderPosition begin(String name) {
    return new FolderPosition(name, false, FilePosition.START);
  }

  boolean isStart() {
    return name.isEmpty();
  }

  static FolderPosition of(Position position) {
    if (position.equals(Position.START)) {
      return START;
    }
    String[] parts = position.text().split("\\|", 3);
    if (parts.length != 3 || parts[2].isEmpty()) {
      throw new IllegalArgumentException("'" + position.text() + "' is no position in a folder");
    }
    return new FolderPosition(
        parts[2], parts[0].equals("whole"), FilePosition.of(new Position(parts[1])));
  }

  Position position() {
    return isStart()
        ? Position.START
        : new Position(String.join("|", whole ? "whole" : "open", in.position().text(), name));
  }
}
