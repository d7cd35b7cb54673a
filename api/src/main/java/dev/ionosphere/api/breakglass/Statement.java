package dev.ionosphere.api.breakglass;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.workflows.approval.Subject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * What was signed offline. On the wire, as a ticket: base64url of its JSON, a dot, base64url of the
 * Ed25519 signature over the first part's ASCII bytes.
 *
 * @param inForce digest of the document in force
 * @param proposed digest of the one that is to take its place
 * @param person who hands it in
 */
record Statement(
    String approval,
    String inForce,
    String proposed,
    long generation,
    String person,
    String reason) {

  private static final int LONGEST = 8_192;

  /** Nothing, if the key has not signed it or it lacks something. */
  static Optional<Statement> read(String wire, PublicKey key) {
    int dot = wire.indexOf('.');
    if (wire.length() > LONGEST || dot < 0) {
      return Optional.empty();
    }
    String body = wire.substring(0, dot);
    try {
      Signature verification = Signature.getInstance("Ed25519");
      verification.initVerify(key);
      verification.update(body.getBytes(StandardCharsets.US_ASCII));
      if (!verification.verify(Base64.getUrlDecoder().decode(wire.substring(dot + 1)))) {
        return Optional.empty();
      }
      JsonNode said =
          Json.tree(new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8));
      return Optional.of(
              new Statement(
                  said.path("approval").asText(),
                  said.path("inForce").asText(),
                  said.path("proposed").asText(),
                  said.path("generation").asLong(),
                  said.path("person").asText(),
                  said.path("reason").asText()))
          .filter(statement -> !statement.reason().isBlank());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // A signature or text of the wrong form is as good as a wrong one.
      return Optional.empty();
    }
  }

  /** Subject of the change that it is about. */
  String subject() {
    return Subject.change(inForce, proposed, generation);
  }

  /**
   * @param base64 X.509
   */
  static PublicKey key(String base64) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
