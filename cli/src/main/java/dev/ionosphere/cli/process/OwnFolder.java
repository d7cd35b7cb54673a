package dev.ionosphere.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders of local processes. What is in them is not for others on the machine: the ledger and all
 * that the hub knows, what Temporal keeps, logs.
 */
final class OwnFolder {

  /** Makes it, and those above it, for its owner alone; one that is there stays as it is. */
  static void make(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** The folder that the file is to be in. */
  static void makeFor(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      make(folder);
    }
  }

  private OwnFolder() {}
}
