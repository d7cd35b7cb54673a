package dev.ionosphere.api.recovery;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.workflows.ion.CommandReceipt;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Lets an ION that was lost go on. */
@Controller("/api/v1/ions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecoveryController {

  private final Recovery recovery;

  RecoveryController(Recovery recovery) {
    this.recovery = recovery;
  }

  /** Starts an ION whose workflow ended though nobody stopped it anew, from its ledger. */
  @Answers({200, 202})
  @Post("/{ion}/recover")
  @Consumes(MediaType.ALL)
  @Needs(Permission.LAUNCH_ION)
  HttpResponse<CommandReceipt> recover(String ion, Requester requester) {
    CommandReceipt receipt = recovery.recover(ion, requester);
    return receipt.done() ? HttpResponse.accepted().body(receipt) : HttpResponse.ok(receipt);
  }
}
