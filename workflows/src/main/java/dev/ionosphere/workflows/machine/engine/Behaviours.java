package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.GateNode;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.NotifyNode;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.approval.ApprovalBehaviour;
import dev.ionosphere.workflows.machine.node.gate.GateBehaviour;
import dev.ionosphere.workflows.machine.node.inference.InferenceBehaviour;
import dev.ionosphere.workflows.machine.node.notify.NotifyBehaviour;
import dev.ionosphere.workflows.machine.node.training.TrainingBehaviour;
import java.util.List;

/** The one place in the machine that tells node kinds apart. */
public final class Behaviours {

  private static final NodeBehaviour<?, ?> TRAINING = new TrainingBehaviour();
  private static final NodeBehaviour<?, ?> APPROVAL = new ApprovalBehaviour();
  private static final NodeBehaviour<?, ?> INFERENCE = new InferenceBehaviour();
  private static final NodeBehaviour<?, ?> GATE = new GateBehaviour();
  private static final NodeBehaviour<?, ?> NOTIFY = new NotifyBehaviour();

  public static NodeBehaviour<?, ?> of(Node node) {
    return switch (node) {
      case TrainingNode training -> TRAINING;
      case ApprovalNode approval -> APPROVAL;
      case InferenceNode inference -> INFERENCE;
      case GateNode gate -> GATE;
      case NotifyNode notify -> NOTIFY;
    };
  }

  /** Every kind there is. */
  public static List<Kind<?, ?>> kinds() {
    return List.of(TRAINING.kind(), APPROVAL.kind(), INFERENCE.kind(), GATE.kind(), NOTIFY.kind());
  }

  private Behaviours() {}
}
