package dev.ionosphere.workflows.approval;

/** What a ticket can be for. */
public final class TicketAct {

  public static final String APPROVE = "approve";
  public static final String REJECT = "reject";
  public static final String CHANGE = "change";
  public static final String SET_MODEL = "setModel";
  public static final String STOP = "stop";
  public static final String ROTATE_KEYS = "rotateKeys";

  public static final String BREAK_GLASS = "breakGlass";

  private TicketAct() {}
}
