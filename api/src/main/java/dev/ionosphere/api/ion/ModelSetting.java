package dev.ionosphere.api.ion;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.recall.Recalls;
import dev.ionosphere.api.trace.Traces;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.ion.CommandReceipt;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Gives an inference node a model that was allowed before: rollback and roll forward. */
@Singleton
public final class ModelSetting {

  private final IonService ions;
  private final IonCommands commands;
  private final ModelRegistry models;
  private final Recalls recalls;

  ModelSetting(IonService ions, IonCommands commands, ModelRegistry models, Recalls recalls) {
    this.recalls = recalls;
    this.ions = ions;
    this.commands = commands;
    this.models = models;
  }

  static boolean usesModels(Node node) {
    return node.ports().takesModels() && node.ports().models() == Ports.Models.NONE;
  }

  public CommandReceipt set(
      String ion,
      String node,
      String digest,
      String reason,
      @Nullable String key,
      Requester person) {
    Reasons.check(reason);
    if (!usesModels(ions.node(ion, node))) {
      throw new HubException(ErrorCode.CONFLICT, "node " + node + " of " + ion + " takes no model");
    }
    ModelRef model = models.ref(models.model(digest));
    recalls.requireUsable(model.digest());
    return commands.send(
        ion,
        IonMessages.SET_MODEL,
        node + "\n" + digest,
        key,
        person,
        id ->
            new Command.SetModel(
                id,
                commands.ticket(
                    person,
                    ion,
                    IonMessages.SET_MODEL,
                    CommandSubject.setModel(node, model.digest())),
                node,
                model,
                reason,
                Traces.current()));
  }
}
