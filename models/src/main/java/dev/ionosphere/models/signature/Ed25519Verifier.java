package dev.ionosphere.models.signature;

import dev.ionosphere.models.format.ModelFormatException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Says whether one Ed25519 key signed some bytes. Safe for threads. */
public final class Ed25519Verifier {

  static final String ALGORITHM = "Ed25519";

  private final PublicKey key;

  private Ed25519Verifier(PublicKey key) {
    this.key = key;
  }

  /**
   * A verifier for a key that came from outside.
   *
   * @param subject whose key it is, for messages
   * @param base64 of X.509
   * @throws ModelFormatException if it is no Ed25519 public key
   */
  public static Ed25519Verifier of(String subject, String base64) {
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
      return of(KeyFactory.getInstance(ALGORITHM).generatePublic(spec));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ModelFormatException(subject + ": not base64 of an X.509 Ed25519 public key");
    }
  }

  static Ed25519Verifier of(PublicKey key) {
    return new Ed25519Verifier(key);
  }

  /** Its name, however the bytes that it was read from were written. */
  public String keyId() {
    return Ed25519Signer.keyId(Base64.getEncoder().encodeToString(key.getEncoded()));
  }

  /**
   * False for a malformed signature as well.
   *
   * @param signature base64
   */
  public boolean verifies(byte[] signed, String signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(signed);
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
