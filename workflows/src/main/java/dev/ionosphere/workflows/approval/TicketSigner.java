package dev.ionosphere.workflows.approval;

import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Writes tickets; only the hub has the key. */
public final class TicketSigner {

  private static final JacksonJsonPayloadConverter JSON = new JacksonJsonPayloadConverter();

  private final PrivateKey key;

  /**
   * @param key Ed25519
   */
  public TicketSigner(PrivateKey key) {
    this.key = key;
  }

  /** The ticket as it goes over the wire, see {@link Ticket}. */
  public String sign(Ticket ticket) {
    byte[] json = JSON.toData(ticket).orElseThrow().getData().toByteArray();
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String body = base64.encodeToString(json);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return body + "." + base64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Ticket key cannot sign with Ed25519", e);
    }
  }
}
