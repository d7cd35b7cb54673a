package dev.ionosphere.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Allows a candidate model. */
@Command(
    name = "approve",
    description = "Allows a candidate model to go on in its ION, or a change of its document.")
public final class ApproveCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private DecisionOptions decision = new DecisionOptions();

  public ApproveCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    return decision.take(session, "approve");
  }
}
