package dev.ionosphere.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** The dashboard's pages, as text, to somebody who is logged in. */
record TestingPages(String address, HttpClient client) {

  static TestingPages loggedIn(String address, String token) {
    TestingPages pages =
        new TestingPages(
            address, HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    String body = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    pages.send(
        HttpRequest.newBuilder(URI.create(address + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", address)
            .POST(BodyPublishers.ofString(body)),
        303);
    return pages;
  }

  String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(address + path)).GET(), 200);
  }

  private String send(HttpRequest.Builder request, int expected) {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != expected) {
        throw new AssertionError(
            answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
