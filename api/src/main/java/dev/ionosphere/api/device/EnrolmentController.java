package dev.ionosphere.api.device;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.identity.SecretAnswer;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Open;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Required;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How a machine becomes a device. */
@Controller("/api/v1/devices")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EnrolmentController {

  private static final Duration USUAL = Duration.ofHours(24);

  private final EnrolmentTokens tokens;
  private final Enrolment enrolment;
  private final ModelRegistry models;
  private final OrderKeys keys;
  private final FeedChoice feeds;
  private final HubConfiguration configuration;

  EnrolmentController(
      EnrolmentTokens tokens,
      Enrolment enrolment,
      ModelRegistry models,
      OrderKeys keys,
      FeedChoice feeds,
      HubConfiguration configuration) {
    this.tokens = tokens;
    this.enrolment = enrolment;
    this.models = models;
    this.keys = keys;
    this.feeds = feeds;
    this.configuration = configuration;
  }

  /** Makes a token that lets one device enrol once. */
  @Post("/tokens")
  @Needs(Permission.ENROL_DEVICE)
  HttpResponse<Token> token(@Body TokenRequest request, Requester requester) {
    String token =
        tokens.token(
            request.device(),
            Optional.ofNullable(request.labels()),
            request.expiresAfter() == null ? USUAL : request.expiresAfter(),
            Boolean.TRUE.equals(request.replace()),
            requester);
    return SecretAnswer.of(HttpResponse.ok(new Token(token)));
  }

  /** Enrols the device that holds the token, or proves by its old key that it is the one. */
  @Post("/enrol")
  @Open
  Enrolled enrol(@Body Application application, HttpRequest<?> request) {
    Device device =
        enrolment.enrol(
            application,
            feeds.of(application.feeds(), request),
            request.getRemoteAddress().getAddress().getHostAddress());
    boolean polls = device.orderFeed() == OrderFeed.POLL;
    return new Enrolled(
        device.id(),
        device.incarnation(),
        models.trustedKeys(),
        new String(keys.roots().getFirst().json(), StandardCharsets.UTF_8),
        polls ? null : configuration.temporalAddress(),
        polls ? null : configuration.temporalNamespace());
  }

  /**
   * @param labels those that the device has, if absent
   * @param expiresAfter ISO 8601, 24 hours if absent
   * @param replace lets another machine take the name of a device that is enrolled
   */
  record TokenRequest(
      String device,
      @Nullable Map<String, String> labels,
      @Nullable Duration expiresAfter,
      @Nullable Boolean replace) {
    TokenRequest {
      Required.text("device", device);
    }
  }

  /** Shown once. */
  record Token(String token) {}

  /**
   * @param incarnation which enrolment of the name it is, from 1; each report says it
   * @param trustedKeys that models may be signed with, base64 X.509 by key id
   * @param root the first root of trust: a DSSE envelope, JSON
   * @param temporalAddress where rollouts ask it; absent from a device that asks the hub
   */
  record Enrolled(
      String device,
      long incarnation,
      Map<String, String> trustedKeys,
      String root,
      @Nullable String temporalAddress,
      @Nullable String temporalNamespace) {}
}
