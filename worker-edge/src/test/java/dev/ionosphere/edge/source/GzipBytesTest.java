package dev.ionosphere.edge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipBytesTest {

  @TempDir Path directory;

  /** Else a large file would be unpacked from its start for each thousand rows. */
  @Test
  void looksAtItsBeginningWithoutUnpackingItAgain() throws Exception {
    byte[] content = new byte[1 << 20];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 >> 3);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    Path file = Files.write(directory.resolve("a.csv.gz"), packed.toByteArray());
    byte[] into = new byte[1 << 17];
    try (SourceBytes bytes = GzipBytes.open(file)) {
      assertThat(bytes.read(0, into, 1 << 16)).isEqualTo(1 << 16);
      assertThat(bytes.read(500_000, into, into.length)).isEqualTo(into.length);
      // What begins anew would not find it.
      Files.delete(file);
      assertThat(bytes.read(0, into, 1 << 16)).isEqualTo(1 << 16);
      assertThat(into).startsWith(content[0], content[1], content[2]);
      assertThat(bytes.read(0, into, 1)).isEqualTo(1);
      assertThat(bytes.read(500_100, into, 10)).isEqualTo(10);
      assertThat(into).startsWith(content[500_100], content[500_101]);
    }
  }
}
