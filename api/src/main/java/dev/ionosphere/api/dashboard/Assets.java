package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.problem.HubException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Style sheet and scripts, read once. Their address changes with their content, so browsers may
 * keep them for ever.
 */
@Singleton
final class Assets {
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final Map<String, String> FILES =
      Map.of(
          "dashboard.css", "/dashboard/dashboard.css",
          "dashboard.js", "/dashboard/dashboard.js",
          "charts.js", "/dashboard/charts.js",
          "icon.svg", "/dashboard/icon.svg",
          "htmx.js", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js",
          "chart.js", WEBJARS + "chart.js/4.5.1/dist/chart.umd.min.js");

  private final Map<String, byte[]> contents = new TreeMap<>();
  private final String version;

  Assets() {
    MessageDigest digest = Sha256.start();
    FILES.forEach((name, resource) -> contents.put(name, read(resource)));
    contents.values().forEach(digest::update);
    version = HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  /** The path that all of them are below. */
  String root() {
    return "/assets/" + version;
  }

  byte[] content(String name) {
    byte[] content = contents.get(name);
    if (content == null) {
      throw HubException.notFound("asset", name);
    }
    return content;
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the hub was built without " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
  }
}
