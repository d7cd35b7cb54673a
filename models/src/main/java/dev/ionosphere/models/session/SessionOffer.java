package dev.ionosphere.models.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.format.JsonText;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * With what a device asks for a session: its half of the key agreement, for one hub and one nonce
 * of it.
 *
 * @param hub the device's, by its root of trust
 * @param incarnation which enrolment of the name it is
 * @param nonce of the hub, for this offer only
 * @param key X25519, X.509, base64
 * @param root version of the newest root of trust that the device knows
 */
public record SessionOffer(
    String hub, String device, long incarnation, String nonce, String key, long root) {

  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  /**
   * @throws ModelFormatException if a name is empty or too long, or the key is none
   */
  public SessionOffer {
    Object unusedHub = ShortText.checked("offer.hub", hub);
    Object unusedDevice = ShortText.checked("offer.device", device);
    positive("offer.incarnation", incarnation);
    positive("offer.root", root);
    if (!NONCE.matcher(nonce).matches()) {
      throw new ModelFormatException(
          "offer.nonce", nonce, "16 to 64 letters, digits, dashes and underscores");
    }
    ExchangeKey.check(key);
  }

  private static void positive(String path, long number) {
    if (number < 1) {
      throw new ModelFormatException(path, number, "1 and up");
    }
  }

  /** What the device's key signs. The first line says what it is; it signs nothing else like it. */
  public byte[] signed() {
    return "ionosphere session\n%s\n%s\n%d\n%s\n%s\n%d\n"
        .formatted(hub, device, incarnation, nonce, key, root)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * An offer with its signature. Whose that is, is not said yet.
   *
   * @param signature over {@link #signed()}, base64
   */
  public record Signed(SessionOffer offer, String signature) {

    /** As it is sent. */
    public byte[] json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("hub", offer.hub).put("device", offer.device);
      json.put("incarnation", offer.incarnation).put("nonce", offer.nonce);
      json.put("key", offer.key).put("root", offer.root).put("signature", signature);
      return JsonText.bytes(json);
    }

    /**
     * Whether the device with this key made the offer.
     *
     * @param publicKey Ed25519, X.509, base64
     */
    public boolean isBy(String publicKey) {
      return Ed25519Verifier.of("key of device " + offer.device, publicKey)
          .verifies(offer.signed(), signature);
    }
  }
}
