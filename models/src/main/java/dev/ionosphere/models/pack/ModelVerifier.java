package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says whether a trusted key signed a model. Safe for threads. */
public final class ModelVerifier {

  static final String ALGORITHM = "Ed25519";

  private final Map<String, PublicKey> trusted;

  private ModelVerifier(Map<String, PublicKey> trusted) {
    this.trusted = trusted;
  }

  /**
   * A verifier that believes these keys and no others.
   *
   * @param keys base64 of X.509 by key id
   * @throws ModelFormatException if one is no Ed25519 public key
   */
  public static ModelVerifier trusting(Map<String, String> keys) {
    Map<String, PublicKey> trusted = new TreeMap<>();
    keys.forEach((id, key) -> trusted.put(id, publicKey("trusted key " + id, key)));
    return new ModelVerifier(trusted);
  }

  public Set<String> trustedKeyIds() {
    return new TreeSet<>(trusted.keySet());
  }

  public boolean trusts(String keyId) {
    return trusted.containsKey(keyId);
  }

  /** False for an unknown key, a malformed signature and a signature of something else. */
  public boolean verifies(Digest digest, ModelSignature signature) {
    @Nullable PublicKey key = trusted.get(signature.keyId());
    return key != null && verifies(key, digest, signature.value());
  }

  static boolean verifies(PublicKey key, Digest digest, String signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(digest.hash());
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  static PublicKey publicKey(String subject, String base64) {
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
      return KeyFactory.getInstance(ALGORITHM).generatePublic(spec);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ModelFormatException(subject + ": not base64 of an X.509 Ed25519 public key");
    }
  }
}
