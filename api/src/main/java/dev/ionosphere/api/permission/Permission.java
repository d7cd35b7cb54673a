package dev.ionosphere.api.permission;

/** One act that the hub allows or refuses. Which roles have it is said by {@link Role}. */
public enum Permission {
  /** Look at IONs, models, devices, health, timelines and pages. */
  READ,
  READ_METRICS,
  /** Ask who one is. */
  READ_SELF,
  APPLY_ION,
  LAUNCH_ION,
  /** Pause and resume. */
  PAUSE_ION,
  STOP_ION,
  /** Remove a stopped ION. Its timeline stays. */
  DELETE_ION,
  RUN_NODE,
  STOP_RUN,
  SET_MODEL,
  /** Hand in a program that workers run. */
  PUSH_COMPONENT,
  DELETE_COMPONENT,
  /** Take a model off every device, for ever. */
  RECALL_MODEL,
  /** Decide an approval, if the person also has the role that the approval asks for. */
  DECIDE,
  ENROL_DEVICE,
  /** End a device: nothing is taken of it any more. */
  REVOKE_DEVICE,
  /** Let what the hub wants count for a device that holds newer orders than it signed. */
  OVERRULE_DEVICE,
  CONTROL_ROLLOUT,
  /** Acknowledge and close. */
  ACKNOWLEDGE_ALERT,
  /** Mute notices, and try a route. */
  MUTE_NOTICES,
  /** Say who is told what, and where. */
  ROUTE_NOTICES,
  ADMINISTER_USERS,
  ROTATE_KEYS,
  /** Hand in a statement of the offline key. */
  BREAK_GLASS,
  /** What workers do: append to timelines, store blobs and models, report progress. */
  WORK
}
