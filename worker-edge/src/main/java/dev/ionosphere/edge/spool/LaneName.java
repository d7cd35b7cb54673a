package dev.ionosphere.edge.spool;

import dev.ionosphere.edge.store.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The random name under which a lane's numbers are good. It is kept with the lane and goes with it:
 * who starts to count at one again does it under another name.
 */
final class LaneName {

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");
  private static final int BYTES = 8;

  static Optional<String> read(Path directory) throws IOException {
    Path file = file(directory);
    if (!Files.exists(file) || Files.size(file) > 2L * NAME.pattern().length()) {
      return Optional.empty();
    }
    return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .filter(name -> NAME.matcher(name).matches());
  }

  static String make(Path directory) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String name = HexFormat.of().formatHex(random);
    DurableFile.write(file(directory), name.getBytes(StandardCharsets.US_ASCII));
    return name;
  }

  private static Path file(Path directory) {
    return directory.resolve("name");
  }

  private LaneName() {}
}
