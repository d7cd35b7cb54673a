package dev.ionosphere.edge.status;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces {@code status.json} about each second when something has changed. Not fsynced. */
public final class StatusFile {

  private static final Logger LOG = LoggerFactory.getLogger(StatusFile.class);
  private static final long EVERY_MILLIS = 1_000;

  private final Disk disk;
  private final Path file;
  private final Path fresh;
  private final Supplier<DeviceStatus> status;
  private @Nullable DeviceStatus written;

  public StatusFile(Disk disk, Path directory, Supplier<DeviceStatus> status) {
    this.disk = disk;
    this.file = directory.resolve("status.json");
    this.fresh = directory.resolve(".status.json.new");
    this.status = status;
  }

  /** Writes until the thread is interrupted. */
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        write();
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    DeviceStatus now = status.get();
    if (now.equals(written)) {
      return;
    }
    try {
      disk.write(fresh, Json.write(now));
      disk.rename(fresh, file);
      written = now;
    } catch (IOException e) {
      LOG.debug("status is not written: {}", e.toString());
    }
  }
}
