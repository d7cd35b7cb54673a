package dev.ionosphere.api.dashboard;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Notices between a form and the page that follows it, one a session, in memory only. */
@Singleton
final class Notices {
  private static final int LIMIT = 1000;

  private final Map<String, Notice> waiting = new LinkedHashMap<>();

  synchronized void leave(HttpRequest<?> request, Notice notice) {
    waiting.put(FormTokens.of(request), notice);
    if (waiting.size() > LIMIT) {
      waiting.remove(waiting.keySet().iterator().next());
    }
  }

  synchronized Optional<Notice> take(HttpRequest<?> request) {
    return Optional.ofNullable(waiting.remove(FormTokens.of(request)));
  }
}
