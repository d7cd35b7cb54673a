package dev.ionosphere.edge.hub;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.identity.EnrolmentProof;
import dev.ionosphere.edge.session.SessionDesk;
import dev.ionosphere.edge.store.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device asks the hub before it has a session: to be enrolled, for a root, for a session.
 */
public final class HubDoor implements SessionDesk {

  private static final String SESSION = "/edge/v1/session";

  /**
   * Body of an enrolment.
   *
   * @param token of a person; or
   * @param proof that the device is enrolled already
   * @param feeds ways on which the agent can take orders
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EnrolRequest(
      @Nullable String token,
      @Nullable EnrolmentProof proof,
      String device,
      String publicKey,
      String architecture,
      long memoryMb,
      String agentVersion,
      List<String> feeds) {}

  private record Nonce(@Nullable String nonce) {}

  private final HubConnections connections;
  private final Clock clock;
  private volatile Duration skew = Duration.ZERO;

  /**
   * @param clock the device's own
   */
  public HubDoor(HubConnections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  /** Enrols, or is refused; then the hub's time is known, which a proof has to name. */
  public Enrolment enrol(EnrolRequest request) throws IOException {
    HttpURLConnection connection = connections.open("POST", "/api/v1/devices/enrol");
    int status = connections.send(connection, Json.write(request));
    if (status != HttpURLConnection.HTTP_OK) {
      long said = connection.getHeaderFieldDate("Date", time().toEpochMilli());
      skew = Duration.between(clock.instant(), Instant.ofEpochMilli(said));
    }
    return Json.read(connections.answer(connection, status), Enrolment.class);
  }

  /** The hub's time, as far as it is known. The device's own clock is not touched. */
  public Instant time() {
    return clock.instant().plus(skew);
  }

  /** The first root of trust. */
  public byte[] root() throws IOException {
    return get("/edge/v1/root");
  }

  @Override
  public String nonce() throws IOException {
    try {
      @Nullable String nonce = Json.read(get(SESSION + "/nonce"), Nonce.class).nonce();
      return nonce == null ? "" : nonce;
    } catch (HubRefusal e) {
      throw e.ofSession();
    }
  }

  @Override
  public byte[] open(byte[] offer) throws IOException {
    HttpURLConnection connection = connections.open("POST", SESSION);
    try {
      return connections.answer(connection, connections.send(connection, offer));
    } catch (HubRefusal e) {
      throw e.ofSession();
    }
  }

  private byte[] get(String target) throws IOException {
    HttpURLConnection connection = connections.open("GET", target);
    return connections.answer(connection, connections.send(connection, null));
  }
}
