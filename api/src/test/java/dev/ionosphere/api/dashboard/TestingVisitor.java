package dev.ionosphere.api.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps its session, sends forms as a browser would. */
final class TestingVisitor {
  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private String cookie = "";
  private String referer = "";

  TestingVisitor(String address) {
    this.address = address;
  }

  /** As if what follows came from this page. */
  TestingVisitor from(String path) {
    referer = address + path;
    return this;
  }

  TestingVisitor loggedIn(String token) {
    HttpResponse<String> answer = post("/login", Map.of("token", token, "next", "/"));
    cookie =
        answer
            .headers()
            .firstValue("Set-Cookie")
            .map(header -> header.split(";", 2)[0])
            .orElseThrow(() -> new AssertionError("no session, but " + answer.statusCode()));
    return this;
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
  }

  /** Posts from one of the hub's own pages. */
  HttpResponse<String> post(String path, Map<String, String> fields) {
    return post(path, fields, address);
  }

  HttpResponse<String> post(String path, Map<String, String> fields, String origin) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The token of the forms on a page. */
  String form(String path) {
    Matcher matcher = FORM.matcher(get(path).body());
    if (!matcher.find()) {
      throw new AssertionError("no form on " + path);
    }
    return matcher.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      request.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
      if (!referer.isEmpty()) {
        request.header("Referer", referer);
      }
      if (!cookie.isEmpty()) {
        request.header("Cookie", cookie);
      }
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
