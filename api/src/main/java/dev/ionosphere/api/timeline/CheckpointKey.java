package dev.ionosphere.api.timeline;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.SecretFiles;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The Ed25519 key that ledgers are vouched for with. Made at first start. */
@Singleton
public final class CheckpointKey {

  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "checkpoint-signing.key";
  private static final String PUBLIC = "checkpoint-signing.pub";

  private final PrivateKey key;
  private final String publicKey;

  CheckpointKey(SecretFiles files) {
    try {
      Optional<String> secret = files.read(PRIVATE);
      Optional<String> open = files.read(PUBLIC);
      if (secret.isPresent() && open.isPresent()) {
        key =
            KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret.get())));
        publicKey = open.get();
      } else {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        key = pair.getPrivate();
        publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        files.write(PUBLIC, publicKey);
        files.write(PRIVATE, Base64.getEncoder().encodeToString(key.getEncoded()));
      }
    } catch (GeneralSecurityException e) {
      // The exception may quote the key.
      throw new IllegalStateException("secrets/" + PRIVATE + " is not an Ed25519 key");
    }
  }

  /** X.509, base64: what others check with. */
  public String publicKey() {
    return publicKey;
  }

  /** A short name of the public key. */
  public String id() {
    return id(publicKey);
  }

  static String id(String publicKey) {
    return "checkpoint-" + Sha256.hex(publicKey).substring(0, 16);
  }

  String sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform signs with Ed25519", e);
    }
  }

  /** Whether the text was signed with the private half of the key. */
  static boolean isSigned(String publicKey, String text, String signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getDecoder().decode(signed));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
