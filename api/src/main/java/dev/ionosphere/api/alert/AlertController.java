package dev.ionosphere.api.alert;

import dev.ionosphere.api.identity.Allowed;
import dev.ionosphere.api.identity.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** What people should look at. */
@Controller("/api/v1/alerts")
@Allowed({Role.VIEWER, Role.DATA_SCIENTIST, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlertController {

  private final Alerts alerts;

  AlertController(Alerts alerts) {
    this.alerts = alerts;
  }

  /** Newest first: those that are open, or with {@code all=true} also those that were. */
  @Get
  Page list(@QueryValue(defaultValue = "false") boolean all, @Nullable @QueryValue String ion) {
    List<Alert> found =
        all
            ? alerts.findAllOrderByIdDesc(Pageable.from(0, 500).withoutTotal())
            : alerts.findByClearedAtIsNullOrderByIdDesc();
    return new Page(
        found.stream().filter(alert -> ion == null || alert.ion().equals(ion)).toList());
  }

  record Page(List<Alert> items) {}
}
