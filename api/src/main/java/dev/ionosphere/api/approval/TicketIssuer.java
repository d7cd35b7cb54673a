package dev.ionosphere.api.approval;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.approval.TicketSigner;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Signs tickets for people the hub knows. The key is made at first start. */
@Singleton
public final class TicketIssuer {

  private static final String PRIVATE = "ticket-signing.key";
  private static final String PUBLIC = "ticket-signing.pub";

  private final TicketSigner signer;
  private final String publicKey;
  private final String keyId;
  private final Clock clock;

  TicketIssuer(SecretFiles files, Clock clock) {
    this.clock = clock;
    try {
      Optional<String> secret = files.read(PRIVATE);
      Optional<String> open = files.read(PUBLIC);
      if (secret.isPresent() && open.isPresent()) {
        byte[] key = Base64.getDecoder().decode(secret.get());
        signer =
            new TicketSigner(
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(key)));
        publicKey = open.get();
      } else {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        signer = new TicketSigner(pair.getPrivate());
        publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        files.write(PUBLIC, publicKey);
        files.write(PRIVATE, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
      }
      keyId = "tickets-" + Sha256.hex(publicKey).substring(0, 16);
    } catch (GeneralSecurityException e) {
      // The exception may quote the key.
      throw new IllegalStateException("secrets/" + PRIVATE + " is not an Ed25519 key");
    }
  }

  /** What workflows verify tickets with. */
  public TicketKey key() {
    return new TicketKey(keyId, publicKey);
  }

  /**
   * Signs that the person may do one thing.
   *
   * @param target an approval, a pending change, or an ION
   * @param subject digest that the act binds to
   * @param act {@code approve}, {@code reject} or the name of a command
   */
  public String sign(
      Requester person, String target, String subject, String act, Duration validFor) {
    return signer.sign(
        new Ticket(
            UUID.randomUUID().toString(),
            keyId,
            act,
            target,
            subject,
            person.person(),
            null,
            person.roleNames(),
            clock.instant().plus(validFor)));
  }
}
