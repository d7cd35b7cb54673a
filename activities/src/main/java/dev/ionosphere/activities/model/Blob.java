package dev.ionosphere.activities.model;

import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Bytes with their name: in memory, or a file that may be large. */
public sealed interface Blob {

  Digest digest();

  long bytes();

  /** Small enough to be held. */
  record InMemory(Digest digest, byte[] content) implements Blob {
    @Override
    public long bytes() {
      return content.length;
    }
  }

  record InFile(Digest digest, long bytes, Path file) implements Blob {}

  static Blob of(byte[] content) {
    return new InMemory(Digest.of(content), content);
  }

  static Blob of(Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream content = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    }
    return new InFile(Digest.ofHash(sha256.digest()), Files.size(file), file);
  }
}
