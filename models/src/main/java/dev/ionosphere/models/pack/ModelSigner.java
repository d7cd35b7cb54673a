package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Signs models with one Ed25519 key. Safe for threads. */
public final class ModelSigner {

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private ModelSigner(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A signer with a new key. */
  public static ModelSigner create() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ModelVerifier.ALGORITHM).generateKeyPair();
      return new ModelSigner(pair.getPrivate(), pair.getPublic());
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
  public static ModelSigner load(String privateKey, String publicKey) {
    ModelSigner signer;
    try {
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey));
      signer =
          new ModelSigner(
              KeyFactory.getInstance(ModelVerifier.ALGORITHM).generatePrivate(spec),
              ModelVerifier.publicKey("signing key", publicKey));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Nothing of the key may reach a message.
      throw new ModelFormatException("signing key: not base64 of a PKCS #8 Ed25519 private key");
    }
    Digest probe = Digest.of(new byte[0]);
    if (!ModelVerifier.verifies(signer.publicKey, probe, signer.sign(probe).value())) {
      throw new ModelFormatException("signing key: private and public key are not a pair");
    }
    return signer;
  }

  public ModelSignature sign(Digest digest) {
    try {
      Signature signature = Signature.getInstance(ModelVerifier.ALGORITHM);
      signature.initSign(privateKey);
      signature.update(digest.hash());
      return new ModelSignature(keyId(), Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign " + digest + " with key " + keyId(), e);
    }
  }

  /** The first 16 hex digits of the public key's SHA-256. */
  public String keyId() {
    return Digest.of(publicKey.getEncoded()).hex().substring(0, 16);
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
