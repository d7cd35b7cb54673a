package dev.ionosphere.api.node.notify;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.Words;
import dev.ionosphere.spec.ion.NoticeTarget;
import dev.ionosphere.spec.ion.NotifyNode;
import java.util.ArrayList;
import java.util.List;

/** A notify node tells what became of its last notice, and whom it tells. */
public final class NotifyView implements KindView<NotifyNode> {

  @Override
  public List<String> lines(NotifyNode node, Known known, Words words) {
    List<String> lines = new ArrayList<>();
    known.view().map(view -> view.note()).filter(note -> !note.isEmpty()).ifPresent(lines::add);
    lines.add(
        switch (node.target()) {
          case NoticeTarget.Webhook webhook ->
              webhook.format() == NoticeTarget.Format.SLACK ? "Slack" : "webhook";
          case NoticeTarget.Mail mail -> String.join(", ", mail.to());
        });
    return lines;
  }

  @Override
  public String link(NotifyNode node, Known known) {
    return "/ions/" + known.ion();
  }
}
