package dev.ionosphere.api.devicesession;

import dev.ionosphere.api.access.DeviceCredentials;
import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.request.ContentDigest;
import dev.ionosphere.models.request.RequestKey;
import dev.ionosphere.models.request.RequestParts;
import dev.ionosphere.models.request.SignatureInput;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/**
 * Checks the signature of each request, in this order, and nothing is looked at before what vouches
 * for it: headers, session, signature, that the device is still the one that opened the session,
 * number, body. The number is taken last: a request that was changed on its way spends none.
 */
@Singleton
final class SignedRequests implements DeviceCredentials {

  private final OpenSessions sessions;
  private final Devices devices;
  private final ReceivedRequests received;
  private final TwinWatch twins;

  SignedRequests(
      OpenSessions sessions, Devices devices, ReceivedRequests received, TwinWatch twins) {
    this.sessions = sessions;
    this.devices = devices;
    this.received = received;
    this.twins = twins;
  }

  @Override
  public Standing verify(HttpRequest<?> request) throws IOException {
    if (!request.getHeaders().contains(RequestKey.HEADER)
        && !request.getHeaders().contains(SignatureInput.HEADER)) {
      return new Standing.Refused(
          ErrorCode.UNSIGNED,
          "the request is not signed with the key of a session (POST /edge/v1/session); an agent before 0.3.0 has none: update the agent");
    }
    SignatureInput input;
    RequestParts parts;
    String signature;
    try {
      input = SignatureInput.parse(ReceivedRequests.one(request, SignatureInput.HEADER));
      signature = RequestKey.wellFormed(ReceivedRequests.one(request, RequestKey.HEADER));
      parts = received.parts(request);
    } catch (ModelFormatException e) {
      return new Standing.Refused(ErrorCode.SIGNATURE_MALFORMED, String.valueOf(e.getMessage()));
    }
    Optional<OpenSession> session = sessions.find(input.session());
    if (session.isEmpty()) {
      return unknown("session %s is not known here or over".formatted(input.session()));
    }
    if (!session.get().key().signed(parts, input, signature)) {
      return new Standing.Refused(
          ErrorCode.SIGNATURE_WRONG,
          "session %s did not sign %s %s with this query and body for host %s"
              .formatted(
                  input.session(), parts.method(), request.getPath(), parts.authority().text()));
    }
    return standing(request, session.get(), input.number(), parts.contentDigest());
  }

  private Standing standing(
      HttpRequest<?> request, OpenSession session, long number, ContentDigest signed)
      throws IOException {
    Optional<Device> device =
        devices
            .findById(session.device())
            .filter(known -> known.incarnation() == session.incarnation());
    if (device.isEmpty()) {
      sessions.end(session);
      return unknown(
          "session %s ended: device %s was enrolled again"
              .formatted(session.id(), session.device()));
    }
    if (device.get().revokedAt() != null) {
      sessions.end(session);
      return new Standing.Revoked(device.get().revocation());
    }
    if (!session.used().isFree(number)) {
      return replayed(session, number);
    }
    ContentDigest came = ReceivedRequests.digest(request);
    if (!came.equals(signed)) {
      return new Standing.Refused(
          ErrorCode.CONTENT_DIGEST_WRONG, "the body has %s, signed is %s".formatted(came, signed));
    }
    if (!session.used().take(number)) {
      return replayed(session, number);
    }
    twins.used(session);
    return new Standing.InService(new DeviceRequester(session.device(), session.incarnation()));
  }

  private static Standing unknown(String why) {
    return new Standing.Refused(
        ErrorCode.SESSION_UNKNOWN, why + "; open another, POST /edge/v1/session");
  }

  private static Standing replayed(OpenSession session, long number) {
    return new Standing.Refused(
        ErrorCode.REPLAYED,
        "session %s has sent number %d before, or long ago".formatted(session.id(), number));
  }
}
