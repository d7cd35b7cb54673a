package dev.ionosphere.api.blob;

import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.ReceivedBody;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Blobs for workers. */
@Controller("/internal/v1/blobs")
@Needs(Permission.WORK)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalBlobController {

  private final BlobStore blobs;
  private final BlobResponses responses;

  InternalBlobController(BlobStore blobs, BlobResponses responses) {
    this.blobs = blobs;
    this.responses = responses;
  }

  @Answers(value = {200, 201})
  @Put("/{sha256}")
  @Consumes(MediaType.ALL)
  HttpResponse<?> put(String sha256, @Body InputStream body) throws IOException {
    try (InputStream content = new ReceivedBody(body)) {
      return switch (blobs.put(sha256, content)) {
        case NEW -> HttpResponse.created("");
        case KNOWN -> {
          // A client that is still sending would wait for us, and we for it.
          content.transferTo(OutputStream.nullOutputStream());
          yield HttpResponse.ok();
        }
      };
    }
  }

  @Head("/{sha256}")
  HttpResponse<?> head(String sha256) {
    HttpResponse<?> known = responses.head(sha256);
    // A worker that hears that it is there does not send it.
    blobs.touch(sha256);
    return known;
  }

  @Answers(
      value = {200, 206},
      types = "application/octet-stream")
  @Get(uri = "/{sha256}", headRoute = false)
  HttpResponse<?> get(String sha256, @Nullable @Header String range) throws IOException {
    return responses.get(sha256, Optional.ofNullable(range));
  }
}
