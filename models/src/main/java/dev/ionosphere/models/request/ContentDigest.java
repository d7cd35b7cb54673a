package dev.ionosphere.models.request;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.Digest;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a body, as header {@code Content-Digest} has it. An empty body has one as well.
 */
public record ContentDigest(String header) {

  public static final String HEADER = "Content-Digest";

  private static final Pattern FORM = Pattern.compile("sha-256=:[A-Za-z0-9+/]{43}=:");

  /**
   * @throws ModelFormatException if it is of another form, or more than one digest
   */
  public ContentDigest {
    if (!FORM.matcher(header).matches()) {
      throw new ModelFormatException(HEADER, header, "sha-256=: and 32 bytes in base64 and :");
    }
  }

  public static ContentDigest of(byte[] body) {
    return ofHash(Digest.sha256().digest(body));
  }

  /**
   * @param hash 32 bytes: SHA-256 of the body
   */
  public static ContentDigest ofHash(byte[] hash) {
    return new ContentDigest("sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":");
  }

  @Override
  public String toString() {
    return header;
  }
}
