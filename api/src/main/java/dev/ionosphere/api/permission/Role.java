package dev.ionosphere.api.permission;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody may be, and what each may do: the only table of permissions. */
public enum Role {
  VIEWER("viewer", Permission.READ, Permission.READ_METRICS, Permission.READ_SELF),
  DATA_SCIENTIST(
      "data-scientist",
      Permission.READ,
      Permission.READ_METRICS,
      Permission.READ_SELF,
      Permission.APPLY_ION,
      Permission.RUN_NODE,
      Permission.STOP_RUN,
      Permission.PUSH_COMPONENT,
      Permission.DELETE_COMPONENT,
      Permission.DECIDE),
  OPERATOR(
      "operator",
      Permission.READ,
      Permission.READ_METRICS,
      Permission.READ_SELF,
      Permission.APPLY_ION,
      Permission.LAUNCH_ION,
      Permission.PAUSE_ION,
      Permission.STOP_ION,
      Permission.DELETE_ION,
      Permission.RUN_NODE,
      Permission.STOP_RUN,
      Permission.SET_MODEL,
      Permission.RECALL_MODEL,
      Permission.DECIDE,
      Permission.ENROL_DEVICE,
      Permission.REVOKE_DEVICE,
      Permission.OVERRULE_DEVICE,
      Permission.CONTROL_ROLLOUT,
      Permission.ACKNOWLEDGE_ALERT,
      Permission.MUTE_NOTICES),
  APPROVER(
      "approver",
      Permission.READ,
      Permission.READ_METRICS,
      Permission.READ_SELF,
      Permission.RECALL_MODEL,
      Permission.DECIDE),
  ADMIN("admin", EnumSet.complementOf(EnumSet.of(Permission.WORK))),
  /** Workers of this installation, not people. */
  SERVICE("service", Permission.READ_METRICS, Permission.READ_SELF, Permission.WORK);

  private final String text;
  private final Set<Permission> permissions;

  Role(String text, Permission... permissions) {
    this(text, Set.of(permissions));
  }

  Role(String text, Set<Permission> permissions) {
    this.text = text;
    this.permissions = Set.copyOf(permissions);
  }

  public String text() {
    return text;
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** The texts of all roles that have the permission, sorted. */
  public static List<String> textsWith(Permission permission) {
    return Arrays.stream(values())
        .filter(role -> role.may(permission))
        .map(Role::text)
        .sorted()
        .toList();
  }

  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
  }

  public boolean isForPeople() {
    return this != SERVICE;
  }

  public static String textsForPeople() {
    return Arrays.stream(values())
        .filter(Role::isForPeople)
        .map(Role::text)
        .collect(Collectors.joining(", "));
  }
}
