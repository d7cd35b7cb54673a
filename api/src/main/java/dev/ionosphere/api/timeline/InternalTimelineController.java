package dev.ionosphere.api.timeline;

import dev.ionosphere.api.identity.Allowed;
import dev.ionosphere.api.permission.Role;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The ledger for workers. */
@Controller("/internal/v1/timeline")
@Allowed(Role.SERVICE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalTimelineController {

  private final Ledger ledger;

  InternalTimelineController(Ledger ledger) {
    this.ledger = ledger;
  }

  @Post
  ChainHead append(@Body TimelineBatch batch) {
    return ledger.append(batch);
  }
}
