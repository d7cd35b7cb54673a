package dev.ionosphere.edge.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What changes the disk. Nothing of it is durable by itself: content is after {@link #force} of the
 * file, a name (made, renamed, deleted) after {@link #syncDirectory} of its folder. Reading goes
 * straight to the files.
 */
public interface Disk {

  /** The device's own disk. */
  static Disk local() {
    return LocalDisk.ONLY;
  }

  /** Makes the folder and those above it that are missing, for their owner only. */
  void createDirectories(Path directory) throws IOException;

  /** Makes the file, for its owner only, or replaces all of its content. */
  void write(Path file, byte[] content) throws IOException;

  /** Writes into a file that is there. What lies after the content stays. */
  void writeAt(Path file, long at, byte[] content) throws IOException;

  /** Cuts the file, or leaves it if it is no longer than that. */
  void truncate(Path file, long size) throws IOException;

  /** Makes what the file holds durable. */
  void force(Path file) throws IOException;

  /** Takes the place of what the target was, in one step. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file or an empty folder, or does nothing if it is not there. */
  void delete(Path file) throws IOException;

  /** Makes the names in the folder durable. */
  void syncDirectory(Path directory) throws IOException;
}
