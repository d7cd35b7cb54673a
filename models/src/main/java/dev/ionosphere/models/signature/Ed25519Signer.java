package dev.ionosphere.models.signature;

import dev.ionosphere.models.format.ModelFormatException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Signs with one Ed25519 key. Safe for threads. */
public final class Ed25519Signer {

  private static final byte[] PROBE = {0};

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private Ed25519Signer(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A signer with a new key. */
  public static Ed25519Signer create() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(Ed25519Verifier.ALGORITHM).generateKeyPair();
      return new Ed25519Signer(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no Ed25519", e);
    }
  }

  /**
   * A signer with a stored key.
   *
   * @param privateKey base64 of PKCS #8, as {@link #privateKey} gives it
   * @param publicKey base64 of X.509, as {@link #publicKey} gives it
   * @throws ModelFormatException if they are no Ed25519 keys or do not belong together
   */
  public static Ed25519Signer load(String privateKey, String publicKey) {
    Ed25519Signer signer;
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      KeyFactory keys = KeyFactory.getInstance(Ed25519Verifier.ALGORITHM);
      signer =
          new Ed25519Signer(
              keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(privateKey))),
              keys.generatePublic(new X509EncodedKeySpec(base64.decode(publicKey))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Nothing of the key may reach a message.
      throw new ModelFormatException("signing key: not base64 of an Ed25519 key pair");
    }
    if (!Ed25519Verifier.of(signer.publicKey).verifies(PROBE, signer.sign(PROBE))) {
      throw new ModelFormatException("signing key: private and public key are not a pair");
    }
    return signer;
  }

  /** The signature, base64. */
  public String sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(Ed25519Verifier.ALGORITHM);
      signature.initSign(privateKey);
      signature.update(bytes);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with key " + keyId(), e);
    }
  }

  /** See {@link #keyId(String)}. */
  public String keyId() {
    return keyId(publicKey());
  }

  /**
   * The name of a key: the first 16 hex digits of its SHA-256.
   *
   * @param publicKey base64 of X.509
   */
  public static String keyId(String publicKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(publicKey));
      return HexFormat.of().formatHex(hash).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("public key: not base64");
    }
  }

  /** Base64 of X.509, for those who verify. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(publicKey.getEncoded());
  }

  /** Base64 of PKCS #8. A secret: for a file with mode 0600, never for a log. */
  public String privateKey() {
    return Base64.getEncoder().encodeToString(privateKey.getEncoded());
  }
}
