package dev.ionosphere.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Refuses a candidate model. */
@Command(
    name = "reject",
    description = "Refuses a candidate model; devices keep the one they have.")
public final class RejectCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private DecisionOptions decision = new DecisionOptions();

  public RejectCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    return decision.take(session, "reject");
  }
}
