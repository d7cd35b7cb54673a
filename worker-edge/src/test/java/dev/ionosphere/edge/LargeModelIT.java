package dev.ionosphere.edge;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models of 30 MB on a device whose heap has 48; {@link LargeModelSoak} has those of 200. */
@Timeout(180)
class LargeModelIT {

  @TempDir Path directory;

  @Test
  void areUsedWhereTheyAreMapped() throws Exception {
    LargeModelLife.live(directory, 30);
  }
}
