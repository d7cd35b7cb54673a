package dev.ionosphere.api.ticketkey;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The keys that tickets are signed with, without their secrets. */
@Controller("/api/v1/keys/tickets")
@Needs(Permission.ROTATE_KEYS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketKeyController {

  /** The longest ticket, and a minute for IONs to be told. */
  private static final String OVERLAP = "960";

  private static final int LONGEST_OVERLAP = 86_400;

  private final KeyRotation rotation;
  private final TicketKeyViews views;

  TicketKeyController(KeyRotation rotation, TicketKeyViews views) {
    this.rotation = rotation;
    this.views = views;
  }

  /** The newest 50, newest first. */
  @Get
  Page list() {
    return new Page(views.newest());
  }

  /**
   * Makes a new key that signs from now on, and has every running ION told.
   *
   * @param overlapSeconds how long tickets of the key before are still believed; 0 if it is known
   *     to others
   */
  @Answers(202)
  @Post("/rotate")
  @Consumes(MediaType.ALL)
  HttpResponse<TicketKeyView> rotate(
      @QueryValue(defaultValue = OVERLAP) int overlapSeconds,
      @Nullable @Header("Idempotency-Key") String key,
      Requester requester) {
    if (overlapSeconds < 0 || overlapSeconds > LONGEST_OVERLAP) {
      throw new HubException(
          ErrorCode.INVALID,
          "overlapSeconds %d: allowed is 0 to %d".formatted(overlapSeconds, LONGEST_OVERLAP));
    }
    StoredTicketKey made =
        rotation.rotate(command(key, requester), Duration.ofSeconds(overlapSeconds), requester);
    return HttpResponse.accepted().body(views.view(made));
  }

  private static String command(@Nullable String key, Requester requester) {
    return key == null || key.isBlank()
        ? UUID.randomUUID().toString()
        : Sha256.hex(requester.person() + "\nrotate\n" + key);
  }

  record Page(List<TicketKeyView> items) {}
}
