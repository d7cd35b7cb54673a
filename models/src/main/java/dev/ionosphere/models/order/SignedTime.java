package dev.ionosphere.models.order;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.JsonText;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import java.time.Instant;

/**
 * The hub's time, as an answer to one question.
 *
 * @param nonce of the device that asked; another's answer, or an older one, is none
 */
public record SignedTime(String hub, String nonce, Instant time) {

  private static final long FORMAT = 1;

  /**
   * @throws ModelFormatException if hub or nonce is empty or too long
   */
  public SignedTime {
    Object unusedHub = ShortText.checked("time.hub", hub);
    Object unusedNonce = ShortText.checked("time.nonce", nonce);
  }

  /** To be signed by director keys. */
  public Envelope envelope() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("hub", hub).put("nonce", nonce).put("time", time.toString());
    return Envelope.of(Envelope.Type.TIME, JsonText.bytes(json));
  }

  /** The time, if the hub's director said it in answer to the nonce. */
  public static Instant check(byte[] json, TrustedRoot root, String nonce) throws OrderRefusal {
    try {
      Envelope envelope = Envelope.parse(json);
      root.require(OrderRole.DIRECTOR, envelope, "time");
      SignedTime answer = of(envelope);
      if (!answer.hub().equals(root.root().hub())) {
        throw new OrderRefusal(Reason.OTHER_HUB, "time.hub", answer.hub(), root.root().hub());
      }
      if (!answer.nonce().equals(nonce)) {
        throw new OrderRefusal(Reason.OLDER, "time.nonce", answer.nonce(), nonce);
      }
      return answer.time();
    } catch (ModelFormatException e) {
      throw new OrderRefusal(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private static SignedTime of(Envelope envelope) {
    JsonFields json =
        JsonFields.parse("time", envelope.payload(Envelope.Type.TIME), Envelope.MAXIMUM_PAYLOAD);
    Root.format(json, FORMAT);
    json.only("format", "hub", "nonce", "time");
    return new SignedTime(json.text("hub"), json.text("nonce"), json.instant("time"));
  }
}
