package dev.ionosphere.api.delegation;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Required;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;

/** Who decides in whose place. */
@Controller("/api/v1/delegations")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DelegationController {

  private final DelegationService service;

  DelegationController(DelegationService service) {
    this.service = service;
  }

  /**
   * Newest first: those that last, or with {@code all=true} every one that there ever was; of a
   * principal, of a deputy, or of all.
   */
  @Get
  Slice<View> list(
      @QueryValue(defaultValue = "false") boolean all,
      @QueryValue(defaultValue = "") String principal,
      @QueryValue(defaultValue = "") String deputy,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    String after = Slice.after(cursor, service::exists);
    return Slice.of(service.newest(all, principal, deputy, after, size), size, Delegation::id)
        .map(this::view);
  }

  /** Lets another person decide in the place of the authenticated one. */
  @Answers(201)
  @Post
  @Needs(Permission.DECIDE)
  HttpResponse<View> lend(@Body Loan loan, Requester requester) {
    return HttpResponse.created(
        view(
            service.lend(
                loan.to(),
                loan.role() == null ? "approver" : loan.role(),
                loan.until(),
                loan.reason() == null ? "" : loan.reason(),
                requester)));
  }

  /** Ends it before its time. */
  @Post("/{id}/revoke")
  @Consumes(MediaType.ALL)
  @Needs(Permission.DECIDE)
  View revoke(String id, Requester requester) {
    return view(service.revoke(id, requester));
  }

  private View view(Delegation lent) {
    return new View(
        lent.id(),
        lent.principal(),
        lent.deputy(),
        lent.role(),
        lent.reason(),
        lent.createdAt(),
        lent.untilAt(),
        lent.revokedAt(),
        lent.revokedBy(),
        service.counts(lent));
  }

  /**
   * @param to name of the deputy
   * @param role of the authenticated person; {@code approver} if absent
   */
  record Loan(String to, @Nullable String role, Instant until, @Nullable String reason) {
    Loan {
      Required.text("to", to);
      if (until == null) {
        throw new IllegalArgumentException("until is missing");
      }
    }
  }

  /**
   * @param counts whether decisions in the principal's place are taken now
   */
  record View(
      String id,
      String principal,
      String deputy,
      String role,
      String reason,
      Instant createdAt,
      Instant until,
      @Nullable Instant revokedAt,
      @Nullable String revokedBy,
      boolean counts) {}
}
