package dev.ionosphere.api.timeline;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The ledger for workers. */
@Controller("/internal/v1/timeline")
@Needs(Permission.WORK)
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
