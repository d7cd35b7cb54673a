package dev.ionosphere.edge.identity;

import dev.ionosphere.edge.store.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The device's Ed25519 key. It is made here, lies in a file only the owner can read, and never
 * leaves the device.
 */
public final class DeviceKey {

  private final PrivateKey privateKey;
  private final byte[] publicKey;

  private DeviceKey(PrivateKey privateKey, byte[] publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** Reads the key, or makes one at the first start. */
  public static DeviceKey openOrMake(Path directory) throws IOException {
    Path file = directory.resolve("device.key");
    Path publicFile = directory.resolve("device.pub");
    try {
      if (!Files.exists(file) || !Files.exists(publicFile)) {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        DurableFile.write(file, pair.getPrivate().getEncoded());
        DurableFile.write(publicFile, pair.getPublic().getEncoded());
      }
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
      return new DeviceKey(key, Files.readAllBytes(publicFile));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is not an Ed25519 key in PKCS#8", e);
    }
  }

  /** X.509 encoding, base64. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(publicKey);
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with Ed25519", e);
    }
  }
}
