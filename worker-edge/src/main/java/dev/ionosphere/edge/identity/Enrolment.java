package dev.ionosphere.edge.identity;

import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub told the device once, and what it trusts from then on.
 *
 * @param incarnation which enrolment of the name this is, from 1; absent from a hub before 0.3.0
 * @param trustedKeys model signing keys by id: X.509, base64; those of the root count once there is
 *     one
 * @param root the first root of trust, a DSSE envelope; absent: enrolled before 0.3.0
 * @param temporalAddress where rollouts ask it besides; absent: it asks the hub for its orders only
 */
public record Enrolment(
    String device,
    long incarnation,
    Map<String, String> trustedKeys,
    @Nullable String root,
    @Nullable String temporalAddress,
    @Nullable String temporalNamespace) {

  private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
  private static final String NAME = "enrolment.json";

  public Enrolment {
    incarnation = Math.max(1, incarnation);
    trustedKeys = Map.copyOf(trustedKeys);
  }

  /**
   * What was written at enrolment, if there has been one.
   *
   * @throws IOException if there has been one and no copy of it can be read
   */
  public static Optional<Enrolment> read(StateDirectory directory) throws IOException {
    Stored<Enrolment> stored = directory.read(NAME, Enrolment.class);
    if (stored instanceof Stored.Lost<Enrolment> lost) {
      throw new IOException("the enrolment is lost: " + lost.why());
    }
    stored.fault().ifPresent(why -> LOG.warn("{}", why));
    return stored.value();
  }

  public void write(StateDirectory directory) throws IOException {
    directory.writeTwice(NAME, Json.write(this));
  }
}
