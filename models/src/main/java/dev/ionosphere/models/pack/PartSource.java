package dev.ionosphere.models.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the parts of a package lie, by digest. */
@FunctionalInterface
public interface PartSource {

  /** The bytes of that name, unchecked; nothing if there are none. The caller closes the stream. */
  Optional<InputStream> open(Digest digest) throws IOException;

  /** Files named by the 64 hex digits of their digest. */
  static PartSource directory(Path directory) {
    return digest -> {
      Path file = directory.resolve(digest.hex());
      return Files.isRegularFile(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    };
  }

  static PartSource of(Map<Digest, byte[]> parts) {
    return digest -> Optional.ofNullable(parts.get(digest)).map(ByteArrayInputStream::new);
  }
}
