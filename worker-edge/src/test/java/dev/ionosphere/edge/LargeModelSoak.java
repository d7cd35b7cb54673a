package dev.ionosphere.edge;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of 200 MB on a device. Part of {@code mvn -Psoak verify} only. */
class LargeModelSoak {

  @TempDir Path directory;

  @Test
  void areUsedWhereTheyAreMapped() throws Exception {
    LargeModelLife.live(directory, 200);
  }
}
