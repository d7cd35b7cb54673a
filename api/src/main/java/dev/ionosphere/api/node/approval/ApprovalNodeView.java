package dev.ionosphere.api.node.approval;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.Words;
import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Stage;
import java.util.ArrayList;
import java.util.List;

/** An approval tells of what waits, or of whom it would ask. */
public final class ApprovalNodeView implements KindView<ApprovalNode> {

  @Override
  public List<String> lines(ApprovalNode node, Known known, Words words) {
    return known.open().map(asked -> asked.lines(words)).orElseGet(() -> idle(node, known));
  }

  private static List<String> idle(ApprovalNode node, Known known) {
    List<String> lines = new ArrayList<>();
    known.asked().ifPresent(last -> lines.add("last: " + last.state()));
    lines.add(String.join(", then ", node.approvers().stages().stream().map(Stage::text).toList()));
    return lines;
  }

  @Override
  public String link(ApprovalNode node, Known known) {
    return known.open().map(Known.Asked::link).orElse("/approvals");
  }

  @Override
  public boolean notRequester(ApprovalNode node) {
    return node.approvers().notRequester();
  }
}
