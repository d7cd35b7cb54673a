package dev.ionosphere.workflows;

import dev.ionosphere.workflows.approval.TicketAct;

/** Names of the updates, signals and queries of an ION, for callers that only know its id. */
public final class IonMessages {

  /** An update, and a signal where nobody waits for the answer. */
  public static final String DECIDE = "decide";

  public static final String RUN = "run";
  public static final String STOP_RUN = "stopRun";
  public static final String PAUSE = "pause";
  public static final String RESUME = "resume";
  public static final String STOP = TicketAct.STOP;
  public static final String SET_MODEL = TicketAct.SET_MODEL;
  public static final String CHANGE = TicketAct.CHANGE;
  public static final String ROTATE_KEYS = TicketAct.ROTATE_KEYS;

  public static final String BREAK_GLASS = TicketAct.BREAK_GLASS;

  /** A signal. */
  public static final String EVENT = "event";

  /** A query. */
  public static final String STATE = "state";

  private IonMessages() {}
}
