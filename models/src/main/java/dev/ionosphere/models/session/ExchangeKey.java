package dev.ionosphere.models.session;

import dev.ionosphere.models.format.ModelFormatException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * One side's half of one key agreement: X25519, and HKDF-SHA256 over what came of it. Made for one
 * exchange and forgotten after it, so that nobody who finds another key later can read it.
 */
public final class ExchangeKey {

  private static final String ALGORITHM = "X25519";
  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final KeyPair pair;

  private ExchangeKey(KeyPair pair) {
    this.pair = pair;
  }

  public static ExchangeKey create() {
    try {
      return new ExchangeKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no " + ALGORITHM, e);
    }
  }

  /** Base64 of X.509, for the other side. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /**
   * The key that both sides have now, for HMAC-SHA256.
   *
   * @param other public key of the other side
   * @param salt the same on both sides
   * @param transcript what both have said, so that who heard something else has another key
   * @throws ModelFormatException if the other's key is none, or one with which anybody could agree
   */
  public SecretKey agree(String other, byte[] salt, byte[] transcript) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM);
      agreement.init(pair.getPrivate());
      Object unused = agreement.doPhase(publicKey(other), true);
      byte[] secret = agreement.generateSecret();
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              MAC,
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .addSalt(salt)
                  .thenExpand(transcript, KEY_BYTES));
    } catch (InvalidKeyException e) {
      throw wrong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot agree on a key", e);
    }
  }

  /**
   * @throws ModelFormatException if it is no key for an exchange
   */
  static void check(String publicKey) {
    Object unused = publicKey(publicKey);
  }

  private static PublicKey publicKey(String base64) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw wrong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no " + ALGORITHM, e);
    }
  }

  private static ModelFormatException wrong() {
    return new ModelFormatException("session key: not base64 of an X.509 X25519 public key");
  }
}
