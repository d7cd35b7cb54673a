package dev.ionosphere.api.liveness;

import dev.ionosphere.api.permission.Open;
import dev.ionosphere.api.temporal.IonWorkflows;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;

/** Whether the hub itself works. It still does when Temporal is down. */
@Controller("/health")
@Open
@ExecuteOn(TaskExecutors.BLOCKING)
final class LivenessController {

  private final TransactionOperations<Connection> database;
  private final IonWorkflows workflows;

  LivenessController(TransactionOperations<Connection> database, IonWorkflows workflows) {
    this.database = database;
    this.workflows = workflows;
  }

  @Get
  HttpResponse<Status> health() {
    boolean store = database();
    Status status =
        new Status(
            store ? "UP" : "DOWN", store ? "UP" : "DOWN", workflows.reachable() ? "UP" : "DOWN");
    return store ? HttpResponse.ok(status) : HttpResponse.serverError(status);
  }

  private boolean database() {
    try {
      return Boolean.TRUE.equals(database.executeRead(status -> status.getConnection().isValid(2)));
    } catch (RuntimeException e) {
      return false;
    }
  }

  record Status(String status, String database, String temporal) {}
}
