package dev.ionosphere.workflows.machine.ask;

import dev.ionosphere.workflows.machine.node.NodeState;

/** Of a node that asks people. */
public interface AskingState extends NodeState {

  Asked asked();
}
