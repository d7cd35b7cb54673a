package dev.ionosphere.edge.identity;

import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import java.io.IOException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device's Ed25519 key. It is made here, lies in a file only the owner can read, and never
 * leaves the device.
 */
public final class DeviceKey {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceKey.class);
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "device.key";
  private static final String PUBLIC = "device.pub";

  private final PrivateKey privateKey;
  private final byte[] publicKey;

  private DeviceKey(PrivateKey privateKey, byte[] publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Reads the key, or makes one at the first start.
   *
   * @throws IOException if there was a key and no copy of it can be read: another one would make
   *     this another device
   */
  public static DeviceKey openOrMake(StateDirectory directory) throws IOException {
    Stored<PrivateKey> stored = directory.read(PRIVATE, DeviceKey::privateKey);
    Stored<byte[]> known = directory.read(PUBLIC, DeviceKey::publicKey);
    boolean made = stored.value().isPresent() && known.value().isPresent();
    Optional<String> lost = stored.fault().or(known::fault);
    lost.ifPresent(why -> LOG.warn("{}", why));
    if (!made && lost.isPresent()) {
      throw new IOException("the device's key is lost: " + lost.get());
    }
    if (!made) {
      return make(directory);
    }
    return new DeviceKey(stored.value().get(), known.value().get());
  }

  /** The public half comes last: without it, no hub has ever seen the key. */
  private static DeviceKey make(StateDirectory directory) throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      directory.writeTwice(PRIVATE, pair.getPrivate().getEncoded());
      directory.writeTwice(PUBLIC, pair.getPublic().getEncoded());
      return new DeviceKey(pair.getPrivate(), pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
  }

  private static PrivateKey privateKey(byte[] encoded) throws IOException {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IOException("no Ed25519 key in PKCS#8", e);
    }
  }

  private static byte[] publicKey(byte[] encoded) throws IOException {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(encoded))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IOException("no Ed25519 key in X.509", e);
    }
  }

  /** X.509 encoding, base64. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(publicKey);
  }

  /** Base64. */
  public String signature(byte[] message) {
    return Base64.getEncoder().encodeToString(sign(message));
  }

  private byte[] sign(byte[] message) {
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
