package dev.ionosphere.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Allows a candidate model. */
@Command(name = "approve", description = "Allows a candidate model.")
public final class ApproveCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private Decision decision = new Decision();

  public ApproveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return decision.take(session, "approve");
  }
}
