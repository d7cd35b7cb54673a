package dev.ionosphere.api.temporal;

import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.timeline.ChainHead;

/** What a workflow knows of its ION's ledger from outside the hub's database. */
public sealed interface Witness {

  /** There is no workflow, or it was told of no record. */
  record Nobody() implements Witness {}

  /**
   * @param head the newest record that the hub told it of
   */
  record Knows(ChainHead head) implements Witness {}

  /** Its history cannot be replayed any more. */
  record Unreadable(String why) implements Witness {}

  static Witness of(IonView view) {
    return view.chainHash() == null
        ? new Nobody()
        : new Knows(new ChainHead(view.chainSequence(), view.chainHash()));
  }
}
