package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some bytes, as {@code sha256:} and 64 lower-case hex digits. The name of
 * everything in a package and in the blob store.
 */
public record Digest(String value) implements Comparable<Digest> {

  private static final String PREFIX = "sha256:";
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  /**
   * @throws ModelFormatException if the value has another form
   */
  public Digest {
    if (!FORM.matcher(value).matches()) {
      throw new ModelFormatException("digest", value, "sha256: and 64 lower-case hex digits");
    }
  }

  public static Digest of(byte[] bytes) {
    return ofHash(sha256().digest(bytes));
  }

  /** Of bytes that may be mapped; they are not copied. */
  public static Digest of(MemorySegment bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes.asByteBuffer());
    return ofHash(digest.digest());
  }

  /** The digest whose 32 bytes these are. */
  public static Digest ofHash(byte[] hash) {
    return new Digest(PREFIX + HexFormat.of().formatHex(hash));
  }

  public static Digest ofHex(String hex) {
    return new Digest(PREFIX + hex);
  }

  /** For digests of streams; give the result to {@link #ofHash}. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 64 hex digits: the name of a blob in a store, safe as a file name. */
  public String hex() {
    return value.substring(PREFIX.length());
  }

  /** The 32 bytes that are signed. */
  public byte[] hash() {
    return HexFormat.of().parseHex(hex());
  }

  @Override
  public int compareTo(Digest other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
