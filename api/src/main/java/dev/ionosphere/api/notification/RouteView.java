package dev.ionosphere.api.notification;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.spec.format.DurationText;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A route as REST sends it; without name and change it can be sent back.
 *
 * @param target webhook or mail
 */
@Introspected
record RouteView(
    String name,
    String ions,
    String labels,
    List<String> topics,
    String severity,
    String group,
    String repeat,
    Map<String, Object> target,
    String changedBy,
    Instant changedAt) {

  static RouteView of(NoticeRoute route) {
    return new RouteView(
        route.name(),
        route.ions(),
        route.labels(),
        route.topics(),
        route.severity(),
        DurationText.of(route.window()),
        route.repeat().map(DurationText::of).orElse("never"),
        Json.map(route.target()),
        route.changedBy(),
        route.changedAt());
  }
}
