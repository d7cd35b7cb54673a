package dev.ionosphere.spec.format.notify;

import dev.ionosphere.spec.format.DocumentContext;
import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.format.NoticeTargetText;
import dev.ionosphere.spec.ion.NotifyNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A node of kind {@code notify}. */
public final class NotifyFormat implements NodeFormat<NotifyNode> {

  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  @Override
  public String kind() {
    return "notify";
  }

  @Override
  public NotifyNode read(String name, Fields fields, DocumentContext context) {
    return new NotifyNode(
        name,
        NoticeTargetText.read(fields),
        fields.duration("group", USUAL, Duration.ZERO, LONGEST));
  }

  @Override
  public Map<String, Object> write(NotifyNode node) {
    Map<String, Object> written = new LinkedHashMap<>(NoticeTargetText.write(node.target()));
    written.put("group", DurationText.of(node.group()));
    return written;
  }
}
