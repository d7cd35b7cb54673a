package dev.ionosphere.api.health;

import dev.ionosphere.api.identity.Open;
import dev.ionosphere.api.temporal.IonWorkflows;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether the hub itself is well; Temporal being down does not make it unwell. */
@Controller("/health")
@Open
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

  private final DataSource database;
  private final IonWorkflows workflows;

  HealthController(DataSource database, IonWorkflows workflows) {
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
    try (Connection connection = database.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  record Status(String status, String database, String temporal) {}
}
