package dev.ionosphere.api.metrics;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Figures for Prometheus; nothing in them names a person or holds a secret. */
@Controller("/metrics")
@Needs(Permission.READ_METRICS)
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
