package dev.ionosphere.api.timeline;

import dev.ionosphere.api.idempotency.ChangesNothing;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Exports of timelines that somebody has. */
@Controller("/api/v1/timeline-exports")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TimelineExportController {

  private final ExportReceiver exports;

  TimelineExportController(ExportReceiver exports) {
    this.exports = exports;
  }

  /**
   * Checks an export as lines, whole or of a time, with the hub's own key; names the first record
   * that is not as it was written. With {@code ion}, one of another ION is refused.
   */
  @ChangesNothing
  @Post("/verify")
  @Consumes("application/x-ndjson")
  Verification verify(@Nullable @QueryValue String ion, @Body InputStream export)
      throws IOException {
    try (export) {
      return exports.verify(export, Optional.ofNullable(ion).filter(name -> !name.isEmpty()));
    }
  }
}
