package dev.ionosphere.api.node.view;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.approval.ApprovalNodeView;
import dev.ionosphere.api.node.gate.GateView;
import dev.ionosphere.api.node.inference.InferenceView;
import dev.ionosphere.api.node.notify.NotifyView;
import dev.ionosphere.api.node.training.TrainingView;
import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.GateNode;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.NotifyNode;
import dev.ionosphere.spec.ion.TrainingNode;

/** The one place in the hub that tells node kinds apart. */
public final class NodeViews {

  private static final KindView<TrainingNode> TRAINING = new TrainingView();
  private static final KindView<ApprovalNode> APPROVAL = new ApprovalNodeView();
  private static final KindView<InferenceNode> INFERENCE = new InferenceView();
  private static final KindView<GateNode> GATE = new GateView();
  private static final KindView<NotifyNode> NOTIFY = new NotifyView();

  public static ViewedNode<?> of(Node node) {
    return switch (node) {
      case TrainingNode training -> new ViewedNode<>(training, TRAINING);
      case ApprovalNode approval -> new ViewedNode<>(approval, APPROVAL);
      case InferenceNode inference -> new ViewedNode<>(inference, INFERENCE);
      case GateNode gate -> new ViewedNode<>(gate, GATE);
      case NotifyNode notify -> new ViewedNode<>(notify, NOTIFY);
    };
  }

  private NodeViews() {}
}
