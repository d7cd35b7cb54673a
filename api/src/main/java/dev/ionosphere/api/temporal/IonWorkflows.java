package dev.ionosphere.api.temporal;

import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.ion.IonSignal;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.state.IonState;
import java.util.Optional;

/** The live workflows of IONs. Every call may end in a 503 problem if Temporal is down. */
public interface IonWorkflows {

  /** False if it was running already. */
  boolean start(IonState state);

  /**
   * Executes an update and waits for its answer.
   *
   * @param id makes the update idempotent
   * @throws HubException a conflict, if nothing runs under that id
   */
  <R> R update(String workflow, String name, String id, Object request, Class<R> answer);

  /**
   * @throws HubException a conflict, if nothing runs under that id
   */
  void signal(String workflow, String name, Object argument);

  /** Nothing if the ION has never been launched or is gone. */
  Optional<IonView> state(String ion);

  /**
   * What the newest workflow of the ION knows of its ledger, also if that ended.
   *
   * @throws HubException unavailable, if there is one and nobody answers for it
   */
  Witness witness(String ion);

  void report(String ion, IonSignal signal);

  boolean reachable();
}
