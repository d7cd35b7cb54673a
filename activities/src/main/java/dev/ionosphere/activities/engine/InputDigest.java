package dev.ionosphere.activities.engine;

import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** What names the files that a program read. */
public final class InputDigest {

  private InputDigest() {}

  /** Of one file its SHA-256, of several that of the lines that {@code sha256sum} prints. */
  public static Digest of(List<Path> files) throws IOException {
    if (files.size() == 1) {
      return content(files.getFirst());
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      lines.append(content(file).hex()).append("  ").append(file.getFileName()).append('\n');
    }
    return Digest.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Digest content(Path file) throws IOException {
    MessageDigest digest = Digest.sha256();
    try (InputStream content = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return Digest.ofHash(digest.digest());
  }
}
