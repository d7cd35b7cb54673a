package dev.ionosphere.workflows;

/** Names that users and other processes see: queues, workflow ids, search attributes. */
public final class WorkflowNames {

  public static final String CLOUD_QUEUE = "ion-cloud";
  public static final String ION_NAME = "IonName";
  public static final String ION_STATUS = "IonStatus";
  public static final String ION_PENDING_APPROVALS = "IonPendingApprovals";

  public static String deviceQueue(String device) {
    return "device:" + device;
  }

  public static String ion(String name) {
    return "ion:" + name;
  }

  /** Long work of a node, except rollouts. */
  public static String work(String ion, String node, long number) {
    return "work:" + ion + ":" + node + ":" + number;
  }

  public static String rollout(String ion, String node, long generation) {
    return "rollout:" + ion + ":" + node + ":" + generation;
  }

  public static String cohort(String ion, String node, long generation, int wave, int number) {
    return "cohort:" + ion + ":" + node + ":" + generation + ":" + wave + ":" + number;
  }

  /** A notice of the hub: id of the delivery and of its workflow. */
  public static String notice(String route, String unique) {
    return "notice:" + route + ":" + unique;
  }

  private WorkflowNames() {}
}
