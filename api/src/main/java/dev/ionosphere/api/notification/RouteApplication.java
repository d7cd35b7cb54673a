package dev.ionosphere.api.notification;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.Choice;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.spec.ion.DeviceSelector;
import dev.ionosphere.spec.reader.NoticeTargetReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route as a person asks for it.
 *
 * @param ions names of IONs with {@code *}, {@code *} if absent
 * @param labels selector of an ION's labels; any if absent
 * @param topics alert, alert:KIND, approval-waiting, approval-expiring, delivery-lost; all if
 *     absent
 * @param severity of alerts, this one and worse: info, warning or critical; warning if absent
 * @param group how long what happens is gathered into one notice, 1m if absent
 * @param repeat after which what still holds is told again, or never; 4h if absent
 * @param target webhook or mail, as in a document
 */
record RouteApplication(
    @Nullable String ions,
    @Nullable String labels,
    @Nullable List<String> topics,
    @Nullable String severity,
    @Nullable String group,
    @Nullable String repeat,
    @Nullable Map<String, Object> target) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int LABELS = 1_000;
  private static final List<String> ALL =
      List.of("alert", "approval-expiring", "approval-waiting", "delivery-lost");

  RouteApplication {
    if (target == null || target.isEmpty()) {
      throw new IllegalArgumentException("target is missing");
    }
    topics = topics == null ? null : List.copyOf(topics);
  }

  /**
   * @throws HubException invalid, naming what is wrong
   */
  NoticeRoute route(String name, Requester requester, Instant now) {
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          "name: got \"%s\", allowed are 1 to 63 of a-z, 0-9 and inner dashes".formatted(name));
    }
    return new NoticeRoute(
        name,
        IonPattern.checked(or(ions, "*")),
        selector(or(labels, "")),
        topics == null || topics.isEmpty() ? ALL : TopicFilter.checked("topics", topics),
        Choice.of("severity", or(severity, "warning"), NoticeCollector.severities()).orElseThrow(),
        checkedTarget(),
        Durations.parse("group", or(group, "1m"), Duration.ofSeconds(1), Duration.ofDays(1))
            .toSeconds(),
        repeatSeconds(or(repeat, "4h")),
        requester.actor(),
        now);
  }

  private String checkedTarget() {
    try {
      return NoticeTargetReader.write(
          NoticeTargetReader.read(Json.canonical(Objects.requireNonNull(target))));
    } catch (IllegalArgumentException wrong) {
      throw invalid("target: " + wrong.getMessage());
    }
  }

  private static String selector(String text) {
    if (text.isEmpty()) {
      return "";
    }
    if (text.length() > LABELS) {
      throw invalid("labels: got %d characters, allowed are %d".formatted(text.length(), LABELS));
    }
    try {
      return DeviceSelector.parse(text).text();
    } catch (IllegalArgumentException wrong) {
      throw invalid("labels: " + wrong.getMessage());
    }
  }

  private static long repeatSeconds(String text) {
    return text.equals("never")
        ? 0
        : Durations.parse("repeat", text, Duration.ofMinutes(1), Duration.ofDays(366)).toSeconds();
  }

  private static HubException invalid(String detail) {
    return new HubException(ErrorCode.INVALID, detail);
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }
}
