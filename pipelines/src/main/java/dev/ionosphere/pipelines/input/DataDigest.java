package dev.ionosphere.pipelines.input;

import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Digest of the data a model was trained on. */
public final class DataDigest {
  private DataDigest() {}

  /**
   * SHA-256 of the one file, or of the lines {@code <hex digest> <file name>} of several, as {@code
   * sha256sum} prints them.
   */
  public static String of(List<String> files) {
    if (files.size() == 1) {
      return "sha256:" + hex(Path.of(files.get(0)));
    }
    StringBuilder lines = new StringBuilder();
    for (String file : files) {
      Path path = Path.of(file);
      lines.append(hex(path)).append("  ").append(path.getFileName()).append('\n');
    }
    MessageDigest sha256 = sha256();
    sha256.update(lines.toString().getBytes(StandardCharsets.UTF_8));
    return "sha256:" + HexFormat.of().formatHex(sha256.digest());
  }

  private static String hex(Path file) {
    MessageDigest sha256 = sha256();
    try (InputStream content = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    } catch (IOException unreadable) {
      throw new JobException("input %s cannot be read: %s".formatted(file, unreadable));
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
