package dev.ionosphere.programs.component;

import dev.ionosphere.models.pack.Digest;

/**
 * A file of a component.
 *
 * @param path below the folder, with slashes
 * @param bytes its length; of a link that of its target in UTF-8
 * @param content digest of its bytes; of a link of its target in UTF-8
 */
record Entry(String path, Mode mode, long bytes, Digest content) {

  /** What of its permissions counts; the number is Git's. */
  enum Mode {
    PLAIN("100644"),
    EXECUTABLE("100755"),
    LINK("120000");

    private final String number;

    Mode(String number) {
      this.number = number;
    }
  }

  /** What is digested of it: no times, no owners. */
  String line() {
    return "%s\0%s\0%d\0%s\n".formatted(path, mode.number, bytes, content.hex());
  }
}
