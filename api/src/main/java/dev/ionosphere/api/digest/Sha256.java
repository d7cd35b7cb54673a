package dev.ionosphere.api.digest;

import dev.ionosphere.models.pack.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256, in hex. */
public final class Sha256 {

  /** Of the text in UTF-8, 64 lower-case hex digits. */
  public static String hex(String text) {
    return hex(start().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The 64 lower-case hex digits of a finished digest. */
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** An empty digest, for content that comes in parts. */
  public static MessageDigest start() {
    return Digest.sha256();
  }

  private Sha256() {}
}
