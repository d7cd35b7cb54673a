package dev.ionosphere.api.node.gate;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.Words;
import dev.ionosphere.spec.ion.GateNode;
import java.util.ArrayList;
import java.util.List;

/** A gate tells of what waits for people, of its last verdict and its condition. */
public final class GateView implements KindView<GateNode> {

  @Override
  public List<String> lines(GateNode node, Known known, Words words) {
    return known.open().map(asked -> asked.lines(words)).orElseGet(() -> judging(node, known));
  }

  private static List<String> judging(GateNode node, Known known) {
    List<String> lines = new ArrayList<>();
    known.view().map(view -> view.note()).filter(note -> !note.isEmpty()).ifPresent(lines::add);
    lines.add(node.pass());
    return lines;
  }

  @Override
  public String link(GateNode node, Known known) {
    return known.open().map(Known.Asked::link).orElse("/ions/" + known.ion());
  }

  @Override
  public boolean notRequester(GateNode node) {
    return node.approvers().notRequester();
  }
}
