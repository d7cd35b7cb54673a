package dev.ionosphere.api.blob;

import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.DeviceOnly;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.Optional;

/** Blobs for devices, whole or in ranges. */
@Controller("/edge/v1/blobs")
@DeviceOnly
@ExecuteOn(TaskExecutors.BLOCKING)
final class EdgeBlobController {

  private final BlobResponses responses;

  EdgeBlobController(BlobResponses responses) {
    this.responses = responses;
  }

  @Answers(
      value = {200, 206},
      types = "application/octet-stream")
  @Get("/{sha256}")
  HttpResponse<?> get(String sha256, @Nullable @Header String range) throws IOException {
    return responses.get(sha256, Optional.ofNullable(range));
  }
}
