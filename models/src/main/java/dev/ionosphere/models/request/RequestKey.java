package dev.ionosphere.models.request;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The key of a session, which device and hub have and nobody else. It signs requests and says
 * whether it has signed one. Safe for threads; nothing of it can be read or printed.
 */
public final class RequestKey {

  public static final String HEADER = "Signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FORM = Pattern.compile("ion=:[A-Za-z0-9+/]{43}=:");

  private final SecretKey key;

  public RequestKey(SecretKey key) {
    this.key = key;
  }

  /** The value of header {@code Signature}. */
  public String sign(RequestParts parts, SignatureInput input) {
    return header(SignatureBase.of(parts, input));
  }

  /**
   * Whether this key signed these parts. Takes as long for a wrong signature as for a right one.
   *
   * @param signature value of header {@code Signature}
   * @throws ModelFormatException if that is no signature: truncated, too long, more than one
   */
  public boolean signed(RequestParts parts, SignatureInput input, String signature) {
    return MessageDigest.isEqual(ascii(sign(parts, input)), ascii(wellFormed(signature)));
  }

  /**
   * The header's value, if it has the form of one signature.
   *
   * @throws ModelFormatException if not
   */
  public static String wellFormed(String signature) {
    if (!FORM.matcher(signature).matches()) {
      throw new ModelFormatException(
          HEADER, signature.length() + " characters", "ion=: and 32 bytes in base64 and :");
    }
    return signature;
  }

  String header(byte[] base) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return SignatureInput.LABEL
          + "=:"
          + Base64.getEncoder().encodeToString(mac.doFinal(base))
          + ":";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no " + ALGORITHM, e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
