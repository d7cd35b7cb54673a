package dev.ionosphere.models.pack;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Files of a directory that can be mapped. */
record MappedParts(Path directory, Arena mapping) implements PartSource {

  @Override
  public Optional<InputStream> open(Digest digest) throws IOException {
    return PartSource.directory(directory).open(digest);
  }

  @Override
  public Optional<MemorySegment> map(Digest digest) throws IOException {
    Path file = directory.resolve(digest.hex());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return Optional.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping));
    }
  }
}
