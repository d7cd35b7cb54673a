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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private static final int SHOWN = 50;
  private static final int NAMED = 100;

  private final KeyRotation rotation;
  private final KeyRing ring;
  private final StoredTicketKeys stored;
  private final Clock clock;

  TicketKeyController(KeyRotation rotation, KeyRing ring, StoredTicketKeys stored, Clock clock) {
    this.rotation = rotation;
    this.ring = ring;
    this.stored = stored;
    this.clock = clock;
  }

  /** The newest 50, newest first. */
  @Get
  Page list() {
    List<String> untold = rotation.toTell(ring.believed());
    return new Page(stored.newest(SHOWN).stream().map(key -> view(key, untold)).toList());
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
  HttpResponse<View> rotate(
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
    return HttpResponse.accepted().body(view(made, rotation.toTell(ring.believed())));
  }

  private static String command(@Nullable String key, Requester requester) {
    return key == null || key.isBlank()
        ? UUID.randomUUID().toString()
        : Sha256.hex(requester.person() + "\nrotate\n" + key);
  }

  private View view(StoredTicketKey key, List<String> untold) {
    boolean live = key.retiredAt() == null;
    return new View(
        key.id(),
        key.retiresAt() == null ? "signing" : live ? "retiring" : "retired",
        key.createdAt(),
        key.createdBy(),
        key.retiresAt(),
        key.retiredAt(),
        live && !(key.retiresAt() != null && key.believedAt(clock.instant()))
            ? untold.stream().limit(NAMED).toList()
            : List.of());
  }

  record Page(List<View> items) {}

  /**
   * A key without its secret.
   *
   * @param state signing, retiring or retired
   * @param retiresAt from then on none of its tickets is believed
   * @param waitingFor running IONs that have to be told of it, or of its end; at most 100
   */
  record View(
      String id,
      String state,
      Instant createdAt,
      String createdBy,
      @Nullable Instant retiresAt,
      @Nullable Instant retiredAt,
      List<String> waitingFor) {}
}
