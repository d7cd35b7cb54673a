package dev.ionosphere.api.notification;

import dev.ionosphere.workflows.notice.NoticeMessage;
import dev.ionosphere.workflows.timeline.Storable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a notice says: counts, the first few, where to read on. */
final class NoticeText {

  private static final int FIRST = 5;
  private static final int NAMED = 3;
  private static final int TITLE = 200;

  private final String hub;

  /**
   * @param hub where people reach the hub's pages, without a slash at the end
   */
  NoticeText(String hub) {
    this.hub = hub;
  }

  NoticeMessage of(String delivery, Topic topic, List<NoticeItem> items, Instant now) {
    String lines =
        items.stream().limit(FIRST).map(NoticeText::line).collect(Collectors.joining("\n"));
    String more = items.size() > FIRST ? "\nand %d more.".formatted(items.size() - FIRST) : "";
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("IONs", named(items, NoticeItem::ion));
    if (topic == Topic.ALERT) {
      facts.put("kinds", named(items, NoticeItem::kind));
      facts.put("severities", named(items, NoticeItem::severity));
    }
    long again = items.stream().filter(item -> item.toldAt() != null).count();
    if (again > 0) {
      facts.put("told before", String.valueOf(again));
    }
    return new NoticeMessage(
        delivery, topic.text(), title(topic, items), lines + more, link(topic, items), facts, now);
  }

  /** Of a person who tries a route. */
  NoticeMessage test(String delivery, String route, String person, Instant now) {
    return new NoticeMessage(
        delivery,
        Topic.TEST.text(),
        "Test of route " + route,
        "%s tries whether notices of route %s arrive.".formatted(person, route),
        hub + "/notices",
        Map.of(),
        now);
  }

  private static String title(Topic topic, List<NoticeItem> items) {
    NoticeItem first = items.getFirst();
    if (items.size() == 1) {
      String title =
          switch (topic) {
            case ALERT -> "%s at %s: %s".formatted(first.kind(), ion(first), first.text());
            case APPROVAL_WAITING -> "Approval %s waits".formatted(first.source());
            case APPROVAL_EXPIRING -> "Approval %s expires soon".formatted(first.source());
            case DELIVERY_LOST -> "A notice was lost: " + first.text();
            case TEST -> "Test";
          };
      return title.length() <= TITLE ? title : Storable.text(title, TITLE - 1) + "…";
    }
    String what =
        switch (topic) {
          case ALERT -> "alerts";
          case APPROVAL_WAITING -> "approvals wait";
          case APPROVAL_EXPIRING -> "approvals expire soon";
          case DELIVERY_LOST -> "routes lost notices";
          case TEST -> "tests";
        };
    return topic == Topic.ALERT
        ? "%d %s: %s".formatted(items.size(), what, named(items, NoticeItem::kind))
        : "%d %s".formatted(items.size(), what);
  }

  private static String line(NoticeItem item) {
    return switch (item.topicOf()) {
      case ALERT ->
          "%s %s at %s: %s".formatted(item.severity(), item.kind(), ion(item), item.text());
      case APPROVAL_WAITING, APPROVAL_EXPIRING -> "%s: %s".formatted(item.source(), item.text());
      case DELIVERY_LOST, TEST -> item.text();
    };
  }

  private static String ion(NoticeItem item) {
    return item.ion().isEmpty() ? "the hub" : item.ion();
  }

  /** Such as {@code 180 drift, 20 device-refused}, the most first. */
  private static String named(List<NoticeItem> items, Function<NoticeItem, String> name) {
    Map<String, Long> counts =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    item -> name.apply(item).isEmpty() ? "the hub" : name.apply(item),
                    TreeMap::new,
                    Collectors.counting()));
    String most =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(NAMED)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return counts.size() > NAMED ? most + " and " + (counts.size() - NAMED) + " more" : most;
  }

  private String link(Topic topic, List<NoticeItem> items) {
    return switch (topic) {
      case ALERT -> hub + "/#alerts";
      case APPROVAL_WAITING, APPROVAL_EXPIRING ->
          items.size() == 1
              ? hub
                  + "/approvals/"
                  + URLEncoder.encode(items.getFirst().source(), StandardCharsets.UTF_8)
              : hub + "/approvals";
      case DELIVERY_LOST, TEST -> hub + "/notices";
    };
  }
}
