package dev.ionosphere.api.node.gate;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.Words;
import dev.ionosphere.spec.ion.GateNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gate tells of what waits for people, of its last verdict and its condition. */
public final class GateView implements KindView<GateNode> {

  @Override
  public List<String> lines(GateNode node, Known known, Words words) {
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
    known.view().map(view -> view.note()).filter(note -> !note.isEmpty()).ifPresent(lines::add);
    lines.add(node.pass());
    return lines;
  }

  @Override
  public String link(GateNode node, Known known) {
    return known
        .asked()
        .filter(Known.Asked::open)
        .map(asked -> "/approvals/" + asked.id())
        .orElse("/ions/" + known.ion());
  }

  @Override
  public boolean notRequester(GateNode node) {
    return node.approvers().notRequester();
  }
}
