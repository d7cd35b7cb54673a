package dev.ionosphere.api;

import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.timeline.Actor;
import java.util.Optional;

/** What an update of the ION's workflow means to its machine. */
public final class TestingCommands {

  public static IonEvent event(String update, Object request) {
    return switch (request) {
      case Command.Run run when update.equals("run") ->
          new IonEvent.RunRequested(run.id(), new Actor(run.actor()), run.node(), run.trace());
      case Command.StopRun stop when update.equals("stopRun") ->
          new IonEvent.RunStopped(stop.id(), new Actor(stop.actor()), stop.run());
      case Command.Pause pause when update.equals("pause") ->
          new IonEvent.Paused(pause.id(), new Actor(pause.actor()));
      case Command.Resume resume when update.equals("resume") ->
          new IonEvent.Resumed(resume.id(), new Actor(resume.actor()));
      case Command.Stop stop when update.equals("stop") ->
          new IonEvent.Stopped(stop.id(), Optional.ofNullable(stop.ticket()), stop.withdraw());
      case Command.SetModel set when update.equals("setModel") ->
          new IonEvent.ModelSet(
              set.id(),
              Optional.ofNullable(set.ticket()),
              set.node(),
              set.model(),
              set.reason(),
              set.trace());
      case Command.Change change when update.equals("change") ->
          new IonEvent.DocumentChanged(
              change.id(),
              Optional.ofNullable(change.ticket()),
              change.document(),
              change.generation(),
              change.trace());
      case Command.RotateKeys keys when update.equals("rotateKeys") ->
          new IonEvent.KeysChanged(keys.id(), Optional.ofNullable(keys.ticket()), keys.keys());
      case Command.BreakGlass glass when update.equals("breakGlass") ->
          new IonEvent.GlassBroken(
              glass.id(),
              Optional.ofNullable(glass.ticket()),
              glass.change(),
              glass.statement(),
              glass.reason(),
              glass.delaySeconds());
      default -> throw new AssertionError("update " + update + " does not take " + request);
    };
  }

  private TestingCommands() {}
}
