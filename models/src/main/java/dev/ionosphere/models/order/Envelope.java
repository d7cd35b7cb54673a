package dev.ionosphere.models.order;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.JsonText;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signed bytes with their type, as DSSE has it: signatures are over exactly the bytes that are
 * sent, and over their type, so that nothing has to be written again to be checked and nothing
 * passes for something else. Immutable.
 */
public final class Envelope {

  /** The largest payload. */
  public static final int MAXIMUM_PAYLOAD = 48 * 1024;

  static final int MAXIMUM_BYTES = 80 * 1024;

  /** Most signatures. */
  public static final int MAXIMUM_SIGNATURES = 16;

  /** What the payload is. */
  public enum Type {
    ROOT,
    RELEASE,
    ASSIGNMENT,
    TIME,
    SESSION;

    public String text() {
      return "application/vnd.ionosphere." + name().toLowerCase(Locale.ROOT) + ".v1+json";
    }
  }

  /**
   * @param keyId says where to look; nothing vouches for it
   * @param value Ed25519, base64
   */
  public record KeySignature(String keyId, String value) {}

  private final String type;
  private final byte[] payload;
  private final List<KeySignature> signatures;

  private Envelope(String type, byte[] payload, List<KeySignature> signatures) {
    this.type = type;
    this.payload = payload;
    this.signatures = List.copyOf(signatures);
  }

  /** Not signed yet. */
  static Envelope of(Type type, byte[] payload) {
    if (payload.length > MAXIMUM_PAYLOAD) {
      throw new ModelFormatException(
          type.text(), payload.length + " bytes", "at most " + MAXIMUM_PAYLOAD + " bytes");
    }
    return new Envelope(type.text(), payload.clone(), List.of());
  }

  /** The same with one more signature. */
  public Envelope signedBy(Ed25519Signer signer) {
    List<KeySignature> more = new ArrayList<>(signatures);
    more.add(new KeySignature(signer.keyId(), signer.sign(signed())));
    return new Envelope(type, payload, more);
  }

  /** The same payload without signatures, to be signed by other keys. */
  public Envelope unsigned() {
    return new Envelope(type, payload, List.of());
  }

  /** What signatures are over: type and payload, each with its length. */
  private byte[] signed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        "DSSEv1 %d %s %d "
            .formatted(type.length(), type, payload.length)
            .getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  /** Whether the key has signed it; that a signature names it says nothing. */
  public boolean isSignedBy(Ed25519Verifier key) {
    return signatures(Map.of(key.keyId(), key)) > 0;
  }

  /** How many of these keys have signed it. A key counts once. */
  int signatures(Map<String, Ed25519Verifier> keys) {
    byte[] signed = signed();
    Set<String> good = new HashSet<>();
    for (KeySignature signature : signatures) {
      @Nullable Ed25519Verifier key = keys.get(signature.keyId());
      if (key != null
          && !good.contains(signature.keyId())
          && key.verifies(signed, signature.value())) {
        good.add(signature.keyId());
      }
    }
    return good.size();
  }

  /**
   * The payload's bytes.
   *
   * @throws ModelFormatException if it is of another type
   */
  byte[] payload(Type expected) {
    if (!type.equals(expected.text())) {
      throw new ModelFormatException("payloadType", type, expected.text());
    }
    return payload.clone();
  }

  /** Of the payload: who signed it makes no difference. */
  public Digest digest() {
    return Digest.of(payload);
  }

  public List<KeySignature> signatures() {
    return signatures;
  }

  public byte[] json() {
    return JsonText.bytes(node());
  }

  ObjectNode node() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("payloadType", type);
    node.put("payload", Base64.getEncoder().encodeToString(payload));
    ArrayNode all = node.putArray("signatures");
    for (KeySignature signature : signatures) {
      all.addObject().put("keyid", signature.keyId()).put("sig", signature.value());
    }
    return node;
  }

  /**
   * Reads an envelope. Nothing of it is believed yet.
   *
   * @throws ModelFormatException if the bytes are none
   */
  public static Envelope parse(byte[] json) {
    return of(JsonFields.parse("envelope", json, MAXIMUM_BYTES));
  }

  static Envelope of(JsonFields fields) {
    fields.only("payloadType", "payload", "signatures");
    byte[] payload = base64(fields.path("payload"), fields.text("payload"));
    if (payload.length > MAXIMUM_PAYLOAD) {
      throw new ModelFormatException(
          fields.path("payload"), payload.length + " bytes", "at most " + MAXIMUM_PAYLOAD);
    }
    List<KeySignature> signatures = new ArrayList<>();
    for (JsonFields signature : fields.objects("signatures")) {
      signature.only("keyid", "sig");
      signatures.add(new KeySignature(signature.text("keyid"), signature.text("sig")));
    }
    if (signatures.size() > MAXIMUM_SIGNATURES) {
      throw new ModelFormatException(
          fields.path("signatures"), signatures.size(), "at most " + MAXIMUM_SIGNATURES);
    }
    return new Envelope(fields.text("payloadType"), payload, signatures);
  }

  private static byte[] base64(String path, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(path, text, "base64");
    }
  }
}
