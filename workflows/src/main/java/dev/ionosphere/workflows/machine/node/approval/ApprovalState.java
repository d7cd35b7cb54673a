package dev.ionosphere.workflows.machine.node.approval;

import dev.ionosphere.workflows.machine.ask.Asked;
import dev.ionosphere.workflows.machine.ask.AskingState;
import java.util.Optional;

/** What an approval node asks, and what it asked. */
public record ApprovalState(Asked asked) implements AskingState {

  static final ApprovalState NEW = new ApprovalState(Asked.NOTHING);

  @Override
  public long laps() {
    return asked.answered();
  }

  @Override
  public Optional<String> occupiedBy(String origin) {
    return asked.occupiedBy(origin);
  }
}
