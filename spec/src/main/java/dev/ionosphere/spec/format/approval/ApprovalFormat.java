package dev.ionosphere.spec.format.approval;

import dev.ionosphere.spec.format.ApproversText;
import dev.ionosphere.spec.format.DocumentContext;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Need;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.ion.ApprovalNode;
import java.util.List;
import java.util.Map;

/** A node of kind {@code approval}. */
public final class ApprovalFormat implements NodeFormat<ApprovalNode> {

  @Override
  public String kind() {
    return "approval";
  }

  @Override
  public ApprovalNode read(String name, Fields fields, DocumentContext context) {
    return new ApprovalNode(name, ApproversText.read(fields));
  }

  @Override
  public Map<String, Object> write(ApprovalNode node) {
    return ApproversText.write(node.approvers());
  }

  @Override
  public List<Need> needs(ApprovalNode node) {
    return ApproversText.needs(node.approvers());
  }
}
