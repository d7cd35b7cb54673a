package dev.ionosphere.spec.format.gate;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.format.ApproversText;
import dev.ionosphere.spec.format.DocumentContext;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Need;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.ion.GateNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node of kind {@code gate}. */
public final class GateFormat implements NodeFormat<GateNode> {

  private static final String CONDITION =
      "a condition such as candidate.metrics.wssse < current.metrics.wssse";

  @Override
  public String kind() {
    return "gate";
  }

  @Override
  public GateNode read(String name, Fields fields, DocumentContext context) {
    String pass = fields.needText("pass", CONDITION);
    if (!pass.isEmpty() && !fields.isLenient()) {
      ConditionText.problems(pass)
          .forEach(problem ->
              fields.findings().error(fields.at("pass"), fields.pathOf("pass"), problem));
    }
    return new GateNode(name, pass, ApproversText.read(fields));
  }

  @Override
  public Map<String, Object> write(GateNode node) {
    Map<String, Object> written = object("pass", node.pass());
    written.putAll(ApproversText.write(node.approvers()));
    return written;
  }

  @Override
  public List<Need> needs(GateNode node) {
    List<Need> needs = new ArrayList<>(ApproversText.needs(node.approvers()));
    needs.add(new Need.Condition("pass", node.pass()));
    return needs;
  }
}
