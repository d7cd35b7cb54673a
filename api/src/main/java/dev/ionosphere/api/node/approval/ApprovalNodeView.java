package dev.ionosphere.api.node.approval;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.Words;
import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An approval tells of what waits, or of whom it would ask. */
public final class ApprovalNodeView implements KindView<ApprovalNode> {

  @Override
  public List<String> lines(ApprovalNode node, Known known, Words words) {
    List<String> lines = new ArrayList<>();
    Optional<Known.Asked> open = known.asked().filter(Known.Asked::open);
    if (open.isPresent()) {
      lines.add("model " + words.digest(open.get().candidate()));
      Instant expires = open.get().expiresAt();
      if (expires != null) {
        lines.add("expires " + words.ago(expires));
      }
      return lines;
    }
    known.asked().ifPresent(last -> lines.add("last: " + last.state()));
    lines.add(String.join(", then ", node.approvers().stages().stream().map(Stage::text).toList()));
    return lines;
  }

  @Override
  public String link(ApprovalNode node, Known known) {
    return known
        .asked()
        .filter(Known.Asked::open)
        .map(asked -> "/approvals/" + asked.id())
        .orElse("/approvals");
  }

  @Override
  public boolean notRequester(ApprovalNode node) {
    return node.approvers().notRequester();
  }
}
