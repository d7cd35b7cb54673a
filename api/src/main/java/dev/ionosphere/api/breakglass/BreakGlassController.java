package dev.ionosphere.api.breakglass;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.workflows.ion.CommandReceipt;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Lets a change go through that nobody can approve. */
@Controller("/api/v1/approvals/{id}/break-glass")
@Needs(Permission.BREAK_GLASS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BreakGlassController {

  private final BreakGlass glass;

  BreakGlassController(BreakGlass glass) {
    this.glass = glass;
  }

  /** Opens the delay in which an approver may still reject. */
  @Answers(202)
  @Post
  HttpResponse<CommandReceipt> open(String id, @Body Broken broken, Requester requester) {
    return HttpResponse.accepted().body(glass.open(id, broken.statement(), requester));
  }

  /**
   * @param statement as {@code ion break-glass sign} wrote it
   */
  record Broken(String statement) {
    Broken {
      Required.text("statement", statement);
      statement = statement.strip();
    }
  }
}
