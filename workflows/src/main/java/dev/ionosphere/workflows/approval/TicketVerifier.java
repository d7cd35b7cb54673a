package dev.ionosphere.workflows.approval;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads tickets, and believes only what the hub has signed. Pure: no clock, no random. */
public final class TicketVerifier {

  /** Longer ones are not even looked at. */
  private static final int MAX_LENGTH = 8_192;

  /** Ids go into messages; others do not. */
  private static final Pattern KEY_ID = Pattern.compile("[a-z0-9-]{1,80}");

  /** Costly to make, and without state. */
  private static final JacksonJsonPayloadConverter JSON = new JacksonJsonPayloadConverter();

  private final PublicKey key;

  /**
   * @param key Ed25519, X.509, base64
   */
  public TicketVerifier(String key) {
    try {
      this.key =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Ticket key is not an Ed25519 public key in X.509", e);
    }
  }

  /** Whether tickets can be verified with the key, Ed25519 in X.509 and base64. */
  public static boolean reads(String key) {
    try {
      return new TicketVerifier(key).key.getAlgorithm().equals("EdDSA");
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /** The ticket, if its signature is the hub's. Says nothing about its expiry. */
  public Optional<Ticket> verify(String wire) {
    int dot = wire.indexOf('.');
    if (wire.length() > MAX_LENGTH || dot < 0) {
      return Optional.empty();
    }
    String body = wire.substring(0, dot);
    try {
      byte[] signature = Base64.getUrlDecoder().decode(wire.substring(dot + 1));
      if (!signedByHub(body, signature)) {
        return Optional.empty();
      }
      return Optional.ofNullable(parse(Base64.getUrlDecoder().decode(body)));
    } catch (IllegalArgumentException | DataConverterException e) {
      return Optional.empty();
    }
  }

  /** The key that a ticket says it was signed with. Nothing vouches for it. */
  static Optional<String> claimedKey(String wire) {
    int dot = wire.indexOf('.');
    if (wire.length() > MAX_LENGTH || dot < 0) {
      return Optional.empty();
    }
    try {
      Ticket claimed = parse(Base64.getUrlDecoder().decode(wire.substring(0, dot)));
      return Optional.ofNullable(claimed)
          .map(Ticket::key)
          .filter(key -> KEY_ID.matcher(key).matches());
    } catch (IllegalArgumentException | DataConverterException e) {
      return Optional.empty();
    }
  }

  private boolean signedByHub(String body, byte[] signature) {
    try {
      Signature verification = Signature.getInstance("Ed25519");
      verification.initVerify(key);
      verification.update(body.getBytes(StandardCharsets.US_ASCII));
      return verification.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of the wrong length or form is as good as a wrong one.
      return false;
    }
  }

  private static Ticket parse(byte[] json) {
    Payload payload =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFrom(json))
            .build();
    return JSON.fromData(payload, Ticket.class, Ticket.class);
  }
}
