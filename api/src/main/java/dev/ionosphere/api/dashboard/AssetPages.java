package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.permission.Open;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;

/** Serves {@link Assets}; nothing in them is secret. */
@Hidden
@Controller
@Produces(MediaType.ALL)
final class AssetPages {
  private final Assets assets;

  AssetPages(Assets assets) {
    this.assets = assets;
  }

  @Open
  @Get("/assets/{version}/{name}")
  HttpResponse<byte[]> asset(String version, String name) {
    return HttpResponse.ok(assets.content(name))
        .contentType(type(name))
        .header("Cache-Control", "public, max-age=31536000, immutable");
  }

  private static MediaType type(String name) {
    if (name.endsWith(".css")) {
      return MediaType.of("text/css; charset=utf-8");
    }
    return MediaType.of(name.endsWith(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8");
  }
}
