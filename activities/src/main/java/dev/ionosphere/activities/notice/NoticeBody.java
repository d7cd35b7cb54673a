package dev.ionosphere.activities.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The bodies of webhooks. */
final class NoticeBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Slack's limits of a header, and of the text of a section. */
  private static final int HEADER = 150;

  private static final int SECTION = 3_000;

  private NoticeBody() {}

  static byte[] of(Notice notice, NoticeTarget.Format format) {
    Map<String, Object> body =
        switch (format) {
          case JSON -> json(notice);
          case SLACK -> slack(notice);
        };
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps of strings are JSON", impossible);
    }
  }

  private static Map<String, Object> json(Notice notice) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("delivery", notice.delivery());
    body.put("kind", notice.kind());
    body.put("title", notice.title());
    body.put("text", notice.text());
    notice.link().ifPresent(link -> body.put("link", link.toString()));
    body.put("facts", notice.facts());
    body.put("occurredAt", notice.occurredAt().toString());
    return body;
  }

  private static Map<String, Object> slack(Notice notice) {
    List<Object> blocks = new ArrayList<>();
    blocks.add(
        Map.of("type", "header", "text", text("plain_text", shortened(notice.title(), HEADER))));
    String details =
        notice.facts().entrySet().stream()
            .map(fact -> "*%s*: %s".formatted(escaped(fact.getKey()), escaped(fact.getValue())))
            .collect(Collectors.joining("\n"));
    String link =
        notice.link().map(address -> "<%s|Open>".formatted(escaped(address.toString()))).orElse("");
    for (String part : List.of(escaped(notice.text()), details, link)) {
      if (!part.isBlank()) {
        blocks.add(Map.of("type", "section", "text", text("mrkdwn", shortened(part, SECTION))));
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", escaped(notice.title()));
    body.put("blocks", blocks);
    return body;
  }

  private static Map<String, Object> text(String type, String text) {
    return Map.of("type", type, "text", text);
  }

  /** What Slack takes for its own: a name of a model must not call a channel. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
