package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

  @TempDir Path directory;

  @Test
  void keepsADirectoryToOneAgent() throws IOException {
    Path data = directory.resolve("new/device");
    try (DataLock first = DataLock.take(data)) {
      assertThatThrownBy(() -> DataLock.take(data))
          .isInstanceOf(DataLock.Taken.class)
          .hasMessageContaining(data.toString());
      assertThat(first).isNotNull();
    }
    DataLock.take(data).close();
  }
}
