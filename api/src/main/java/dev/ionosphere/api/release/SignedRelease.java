package dev.ionosphere.api.release;

import dev.ionosphere.models.order.Envelope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A release statement that the hub signed.
 *
 * @param id {@code <ion>.<node>:<model>}
 * @param statement DSSE envelope, JSON
 */
@MappedEntity("signed_release")
record SignedRelease(
    @Id String id,
    String ion,
    String node,
    String model,
    String basis,
    String statement,
    Instant signedAt) {

  static String id(String ion, String node, String model) {
    return ion + "." + node + ":" + model;
  }

  Envelope envelope() {
    return Envelope.parse(statement.getBytes(StandardCharsets.UTF_8));
  }
}
