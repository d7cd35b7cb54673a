package dev.ionosphere.edge.mqtt;

import dev.ionosphere.edge.store.NodeKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name under which a broker keeps messages for a node of a device. It is the same for ever, so
 * that what came while the device was off is delivered; lists of who may do what can name it.
 */
final class ClientId {

  /** Brokers need not take longer ones than 23 characters; those in use take a hundred. */
  private static final int LONGEST = 100;

  private static final int DIGITS = 16;

  static String of(String device, NodeKey node) {
    String name = "ionosphere:%s:%s".formatted(device, node);
    return name.length() <= LONGEST
        ? name
        : "ionosphere:%s:%s".formatted(device, digest(node.toString()));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java has no SHA-256", impossible);
    }
  }

  private ClientId() {}
}
