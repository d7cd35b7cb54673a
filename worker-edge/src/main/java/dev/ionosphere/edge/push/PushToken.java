package dev.ionosphere.edge.push;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** What programs show to push rows: a file that only the agent's own user can read. */
final class PushToken {

  private static final String BEARER = "Bearer ";
  private static final int RANDOM_BYTES = 32;
  private static final Pattern WHOLE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String value;

  private PushToken(String value) {
    this.value = value;
  }

  /** The one that was made first; made now if there is none that is whole. */
  static PushToken openOrMake(Disk disk, Path data) throws IOException {
    StateDirectory folder = new StateDirectory(disk, data.resolve("push"));
    Path file = folder.path().resolve("token");
    if (Files.exists(file)) {
      String kept = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (WHOLE.matcher(kept).matches()) {
        return new PushToken(kept);
      }
    }
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path fresh = folder.path().resolve("token.new");
    folder.make();
    disk.write(fresh, (made + "\n").getBytes(StandardCharsets.US_ASCII));
    disk.force(fresh);
    disk.rename(fresh, file);
    disk.syncDirectory(folder.path());
    return new PushToken(made);
  }

  /** Whether the header shows it; takes as long for a wrong one. */
  boolean isIn(String authorization) {
    return authorization.startsWith(BEARER)
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8),
            authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
  }
}
