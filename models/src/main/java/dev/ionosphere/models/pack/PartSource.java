package dev.ionosphere.models.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the parts of a package lie, by digest. */
@FunctionalInterface
public interface PartSource {

  /** The bytes of that name, unchecked; nothing if there are none. The caller closes the stream. */
  Optional<InputStream> open(Digest digest) throws IOException;

  /** The bytes of that name where they lie, unchecked; nothing if that cannot be. */
  default Optional<MemorySegment> map(Digest digest) throws IOException {
    return Optional.empty();
  }

  /** Files named by the 64 hex digits of their digest. */
  static PartSource directory(Path directory) {
    return digest -> {
      Path file = directory.resolve(digest.hex());
      return Files.isRegularFile(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    };
  }

  /**
   * The same, which can be mapped.
   *
   * @param mapping how long what is mapped can be used; nobody may change a file until then
   */
  static PartSource mapped(Path directory, Arena mapping) {
    return new MappedParts(directory, mapping);
  }

  static PartSource of(Map<Digest, byte[]> parts) {
    return digest -> Optional.ofNullable(parts.get(digest)).map(ByteArrayInputStream::new);
  }
}
