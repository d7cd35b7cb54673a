package dev.ionosphere.cli.local;

import dev.ionosphere.cli.process.Ports;
import dev.ionosphere.cli.process.Supervisor;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Starts processes on ports of their own, and tells a person when they are ready. */
final class Starter {
  private final Supervisor supervisor;
  private final Ports ports = new Ports(RandomGenerator.getDefault());

  Starter(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  /** The port that it had, else the preferred one, else a free one. */
  int port(String name, int preferred) {
    return supervisor.table().port(name, preferred, ports);
  }

  /** Returns when it is ready; it may have run before. */
  void start(
      Supervisor.Definition definition, UpProgress progress, String detail, BooleanSupplier ready) {
    progress.working(definition.name(), "starting");
    boolean had = supervisor.startAndAwaitReady(definition, ready);
    progress.ready(definition.name(), had ? "was running; " + detail : detail);
  }
}
