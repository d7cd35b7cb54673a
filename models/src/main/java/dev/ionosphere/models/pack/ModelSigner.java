package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.signature.Ed25519Signer;

/** Signs models with one Ed25519 key. Safe for threads. */
public final class ModelSigner {

  private final Ed25519Signer key;

  private ModelSigner(Ed25519Signer key) {
    this.key = key;
  }

  public static ModelSigner of(Ed25519Signer key) {
    return new ModelSigner(key);
  }

  /** A signer with a new key. */
  public static ModelSigner create() {
    return new ModelSigner(Ed25519Signer.create());
  }

  /**
   * A signer with a stored key.
   *
   * @param privateKey base64 of PKCS #8, as {@link #privateKey} gives it
   * @param publicKey base64 of X.509, as {@link #publicKey} gives it
   * @throws ModelFormatException if they are no Ed25519 keys or do not belong together
   */
  public static ModelSigner load(String privateKey, String publicKey) {
    return new ModelSigner(Ed25519Signer.load(privateKey, publicKey));
  }

  public ModelSignature sign(Digest digest) {
    return new ModelSignature(key.keyId(), key.sign(digest.hash()));
  }

  /** The first 16 hex digits of the public key's SHA-256. */
  public String keyId() {
    return key.keyId();
  }

  /** Base64 of X.509, for those who verify. */
  public String publicKey() {
    return key.publicKey();
  }

  /** Base64 of PKCS #8. A secret: for a file with mode 0600, never for a log. */
  public String privateKey() {
    return key.privateKey();
  }
}
