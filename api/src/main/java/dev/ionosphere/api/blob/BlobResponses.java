package dev.ionosphere.api.blob;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blobs as responses, whole or one range of bytes. */
@Singleton
final class BlobResponses {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private final BlobStore blobs;

  BlobResponses(BlobStore blobs) {
    this.blobs = blobs;
  }

  HttpResponse<?> head(String sha256) {
    long size = size(sha256);
    return HttpResponse.ok()
        .header("Content-Length", Long.toString(size))
        .header("Accept-Ranges", "bytes");
  }

  HttpResponse<?> get(String sha256, Optional<String> range) throws IOException {
    long size = size(sha256);
    Matcher asked = RANGE.matcher(range.orElse(""));
    boolean partial = asked.matches() && !asked.group().equals("bytes=-");
    long first = 0;
    long last = size - 1;
    if (partial && asked.group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(asked.group(2)));
    } else if (partial) {
      first = Long.parseLong(asked.group(1));
      last = asked.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(asked.group(2)));
    }
    if (partial && (first > last || first >= size)) {
      throw new HubException(
          ErrorCode.RANGE, range.orElse("") + " of blob " + sha256 + " with " + size + " bytes");
    }
    long length = last - first + 1;
    InputStream content = new FirstBytes(blobs.open(sha256, first), length);
    MutableHttpResponse<?> response =
        HttpResponse.status(partial ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK)
            .body(new StreamedFile(content, MediaType.APPLICATION_OCTET_STREAM_TYPE, 0, length))
            .header("Accept-Ranges", "bytes")
            .header("ETag", "\"" + sha256 + "\"")
            .header("Cache-Control", "private, max-age=31536000, immutable");
    return partial
        ? response.header("Content-Range", "bytes " + first + "-" + last + "/" + size)
        : response;
  }

  private long size(String sha256) {
    return blobs.size(sha256).orElseThrow(() -> HubException.notFound("blob", sha256));
  }
}
