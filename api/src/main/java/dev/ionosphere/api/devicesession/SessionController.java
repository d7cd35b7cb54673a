package dev.ionosphere.api.devicesession;

import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.BeforeSession;
import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.session.SessionOffer;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;

/** Where a device opens a session. Neither route needs one. */
@Controller("/edge/v1/session")
@DeviceOnly
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {

  private final Nonces nonces;
  private final SessionDesk desk;

  SessionController(Nonces nonces, SessionDesk desk) {
    this.nonces = nonces;
    this.desk = desk;
  }

  /** A nonce for one offer, good for a minute. */
  @Get("/nonce")
  @BeforeSession
  HttpResponse<NonceView> nonce() {
    return HttpResponse.ok(new NonceView(nonces.next())).header("Cache-Control", "no-store");
  }

  /**
   * Opens a session for the device that proves its key over a nonce. The answer has the hub's half
   * of the key agreement, a DSSE envelope signed by the director, and the roots of trust that the
   * device may not know.
   */
  @Answers(types = MediaType.APPLICATION_JSON)
  @Post(produces = MediaType.APPLICATION_JSON)
  @BeforeSession
  HttpResponse<String> open(@Body SessionRequest request) {
    return HttpResponse.ok(new String(desk.open(request.offer()), StandardCharsets.UTF_8))
        .header("Cache-Control", "no-store");
  }

  /** Good for one offer. */
  record NonceView(String nonce) {}

  /**
   * @param hub the device's, by its root of trust
   * @param incarnation which enrolment of the name it is
   * @param nonce of this hub
   * @param key X25519, X.509, base64: the device's for this exchange
   * @param root version of the newest root of trust that it knows
   * @param signature by the key it is enrolled with, base64, over the lines {@code ionosphere
   *     session}, hub, device, incarnation, nonce, key and root, each ended by a line feed
   */
  record SessionRequest(
      String hub,
      String device,
      long incarnation,
      String nonce,
      String key,
      long root,
      String signature) {

    SessionRequest {
      Required.text("hub", hub);
      Required.text("device", device);
      Required.text("nonce", nonce);
      Required.text("key", key);
      Required.text("signature", signature);
    }

    SessionOffer.Signed offer() {
      try {
        return new SessionOffer.Signed(
            new SessionOffer(hub, device, incarnation, nonce, key, root), signature);
      } catch (ModelFormatException e) {
        throw HubException.malformed(String.valueOf(e.getMessage()));
      }
    }
  }
}
