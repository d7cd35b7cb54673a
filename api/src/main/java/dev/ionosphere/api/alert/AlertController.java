package dev.ionosphere.api.alert;

import dev.ionosphere.api.identity.AllowedForPeople;
import dev.ionosphere.api.page.Slice;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What people should look at. */
@Controller("/api/v1/alerts")
@AllowedForPeople
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlertController {

  private final Alerts alerts;

  AlertController(Alerts alerts) {
    this.alerts = alerts;
  }

  /** Newest first: those that are open, or with {@code all=true} also those that were. */
  @Get
  Slice<Alert> list(
      @QueryValue(defaultValue = "false") boolean all,
      @QueryValue(defaultValue = "") String ion,
      @Nullable @QueryValue Long cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    long before = cursor == null ? Long.MAX_VALUE : cursor;
    return Slice.of(
        alerts.newest(ion, all, before, size), size, alert -> String.valueOf(alert.id()));
  }
}
