package dev.ionosphere.programs.component;

/** What a component may have at most. */
final class Bounds {

  private Bounds() {}

  static void check(int files, long bytes) {
    if (files > ComponentFolder.MOST_FILES) {
      throw new ComponentException(
          "a component has at most %d files; name data as an input instead"
              .formatted(ComponentFolder.MOST_FILES));
    }
    if (bytes > ComponentFolder.MOST_BYTES) {
      throw new ComponentException(
          "a component has at most %d bytes; name data as an input instead"
              .formatted(ComponentFolder.MOST_BYTES));
    }
  }
}
