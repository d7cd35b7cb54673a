package dev.ionosphere.models.order;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.JsonText;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.request.RequestKey;
import dev.ionosphere.models.session.ExchangeKey;
import dev.ionosphere.models.session.SessionOffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The hub's half of a session, in answer to one offer of one device. It repeats the offer, so that
 * nobody between can have changed it.
 *
 * @param session its name
 * @param key the hub's for this exchange: X25519, X.509, base64
 * @param lasts from the answer on
 */
public record SignedSession(SessionOffer offer, String session, String key, Duration lasts) {

  private static final long FORMAT = 1;
  private static final Duration LONGEST = Duration.ofDays(1);

  /** With what a device signs from now on. */
  public record Opened(String session, RequestKey key, Duration lasts) {}

  /**
   * @throws ModelFormatException if the name is empty or too long, or the time not above zero
   */
  public SignedSession {
    Object unused = ShortText.checked("session.session", session);
    if (lasts.toSeconds() < 1 || lasts.compareTo(LONGEST) > 0) {
      throw new ModelFormatException("session.seconds", lasts.toSeconds(), "1 to a day of them");
    }
  }

  /** To be signed by director keys. */
  public Envelope envelope() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("hub", offer.hub()).put("device", offer.device());
    json.put("incarnation", offer.incarnation()).put("nonce", offer.nonce());
    json.put("deviceKey", offer.key()).put("root", offer.root());
    json.put("session", session).put("hubKey", key).put("seconds", lasts.toSeconds());
    return Envelope.of(Envelope.Type.SESSION, JsonText.bytes(json));
  }

  /** The hub's side of the key. */
  public RequestKey key(ExchangeKey hubs) {
    return agreed(hubs, offer.key(), offer, envelope());
  }

  /** What a device is sent: the answer, and the roots it may not know. */
  public static byte[] json(List<Envelope> roots, Envelope signed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("roots");
    roots.forEach(root -> all.add(root.node()));
    json.set("session", signed.node());
    return JsonText.bytes(json);
  }

  /**
   * The device's side of the key, if the hub's director said all this in answer to the offer.
   *
   * @param root what the device believes; roots that follow it come with the answer
   */
  public static Opened check(byte[] json, TrustedRoot root, SessionOffer offer, ExchangeKey devices)
      throws OrderRefusal {
    try {
      JsonFields fields = JsonFields.parse("answer", json, Order.MAXIMUM_BYTES);
      fields.only("roots", "session");
      List<Envelope> roots = fields.objects("roots").stream().map(Envelope::of).toList();
      Envelope envelope = Envelope.of(fields.object("session"));
      root.walked(roots).require(OrderRole.DIRECTOR, envelope, "session");
      SignedSession answer = of(envelope);
      if (!answer.offer().hub().equals(root.root().hub())) {
        throw new OrderRefusal(
            Reason.OTHER_HUB, "session.hub", answer.offer().hub(), root.root().hub());
      }
      if (!answer.offer().equals(offer)) {
        throw new OrderRefusal(Reason.OLDER, "session: it answers another offer than this one");
      }
      return new Opened(
          answer.session(), agreed(devices, answer.key(), offer, envelope), answer.lasts());
    } catch (ModelFormatException e) {
      throw new OrderRefusal(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private static RequestKey agreed(
      ExchangeKey own, String other, SessionOffer offer, Envelope answer) {
    byte[] transcript =
        ("ionosphere request key v1\n" + answer.digest()).getBytes(StandardCharsets.US_ASCII);
    return new RequestKey(
        own.agree(other, offer.nonce().getBytes(StandardCharsets.US_ASCII), transcript));
  }

  private static SignedSession of(Envelope envelope) {
    JsonFields json =
        JsonFields.parse(
            "session", envelope.payload(Envelope.Type.SESSION), Envelope.MAXIMUM_PAYLOAD);
    Root.format(json, FORMAT);
    json.only(
        "format",
        "hub",
        "device",
        "incarnation",
        "nonce",
        "deviceKey",
        "root",
        "session",
        "hubKey",
        "seconds");
    return new SignedSession(
        new SessionOffer(
            json.text("hub"),
            json.text("device"),
            json.whole("incarnation"),
            json.text("nonce"),
            json.text("deviceKey"),
            json.whole("root")),
        json.text("session"),
        json.text("hubKey"),
        Duration.ofSeconds(json.whole("seconds")));
  }
}
