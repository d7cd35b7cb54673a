package dev.ionosphere.api.ticketkey;

import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.workflows.approval.TicketSigner;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A key with its private half.
 *
 * @param publicKey Ed25519, X.509, base64
 */
public record SigningKey(String id, String publicKey, TicketSigner signer) {

  /** The file of the private half in {@code secrets/}. */
  static String file(String id) {
    return id + ".key";
  }

  /**
   * @param secret PKCS8, base64
   */
  static SigningKey read(String id, String publicKey, String secret) {
    try {
      byte[] key = Base64.getDecoder().decode(secret);
      return new SigningKey(
          id,
          publicKey,
          new TicketSigner(
              KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(key))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The exception may quote the key.
      throw new IllegalStateException("secrets/" + file(id) + " is not an Ed25519 key");
    }
  }

  /** A new one, whose private half is in its file before anybody knows of it. */
  static SigningKey make(SecretFiles files, KeyName name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      String publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
      String id = name.of(publicKey);
      files.write(file(id), Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
      return new SigningKey(id, publicKey, new TicketSigner(pair.getPrivate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /** How a key is called. */
  interface KeyName {
    String of(String publicKey);
  }
}
