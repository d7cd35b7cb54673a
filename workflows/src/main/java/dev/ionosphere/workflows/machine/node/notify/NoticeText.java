package dev.ionosphere.workflows.machine.node.notify;

import dev.ionosphere.workflows.notice.NoticeAddress;
import dev.ionosphere.workflows.notice.NoticeMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a notice says. */
final class NoticeText {

  static NoticeMessage of(String delivery, String ion, String node, List<Seen> seen, long more) {
    Seen first = seen.getFirst();
    long others = seen.size() - 1 + more;
    String title =
        "ION %s: %s%s"
            .formatted(ion, first.text(), others == 0 ? "" : " and %d more".formatted(others));
    String lines =
        seen.stream().map(one -> one.at() + "  " + one.text()).collect(Collectors.joining("\n"));
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("ion", ion);
    facts.put("node", node);
    facts.put("events", Long.toString(others + 1));
    return new NoticeMessage(
        delivery,
        "ion.events",
        title,
        more == 0 ? lines : lines + "\nand %d more".formatted(more),
        null,
        facts,
        first.at());
  }

  /** Whom it goes to, without what may be secret: a host, or people. */
  static String receiver(NoticeAddress target) {
    return switch (target) {
      case NoticeAddress.Webhook webhook -> host(webhook.url());
      case NoticeAddress.Mail mail -> String.join(", ", mail.to());
    };
  }

  /** What comes after it may hold a key. */
  private static String host(String url) {
    int from = url.indexOf("//") + 2;
    int end = from;
    while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(from, end);
  }

  private NoticeText() {}
}
