package dev.ionosphere.spec.ion;

/** A node of an ION. Its name is its key in {@link Ion#nodes}. */
public sealed interface Node
    permits TrainingNode, InferenceNode, ApprovalNode, GateNode, NotifyNode {

  String name();

  /** The value of {@code kind} in the document. */
  String kind();

  Ports ports();
}
