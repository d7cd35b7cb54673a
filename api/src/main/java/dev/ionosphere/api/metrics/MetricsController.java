package dev.ionosphere.api.metrics;

import dev.ionosphere.api.identity.Allowed;
import dev.ionosphere.api.permission.Role;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Figures for Prometheus; nothing in them names a person or holds a secret. */
@Controller("/metrics")
@Allowed({Role.VIEWER, Role.DATA_SCIENTIST, Role.OPERATOR, Role.APPROVER, Role.ADMIN, Role.SERVICE})
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {

  private final PrometheusMeterRegistry registry;

  MetricsController(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Get(produces = "text/plain; version=0.0.4; charset=utf-8")
  String metrics() {
    return registry.scrape();
  }
}
