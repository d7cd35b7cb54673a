package dev.ionosphere.cli.process;

import java.nio.file.Files;

/**
 * Which releases can read the data of a local installation. From 0.2.0 on every release reads what
 * those before it wrote; the number rises only if that ends.
 */
final class InstallationFormat {
  static final int CURRENT = 1;

  private static final int OLDER = 0;

  /** Of a process table that says none: older than 0.2.0, or nothing else is there yet. */
  static int withoutOne(Layout layout) {
    boolean empty =
        Files.notExists(layout.hub().resolve("hub.mv.db"))
            && Files.notExists(layout.temporalDatabase());
    return empty ? CURRENT : OLDER;
  }

  /**
   * @throws StartFailedException if this release cannot read it
   */
  static void check(Layout layout, int format) {
    if (format == CURRENT) {
      return;
    }
    throw new StartFailedException(
        (format == OLDER
                ? "the installation in %s is older than 0.2.0 and cannot be read; delete it, or set ION_DATA to another directory, and start anew"
                : "the installation in %s was made by a newer release; start it with that one, or set ION_DATA to another directory")
            .formatted(layout.data()));
  }

  private InstallationFormat() {}
}
