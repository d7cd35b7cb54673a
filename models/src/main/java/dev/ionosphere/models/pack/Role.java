package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a part of a package is for. The order is the order in the manifest. */
public enum Role {
  /** The scoring plan, what the native scorer runs. */
  PLAN(true),
  /** Inputs with the training engine's own outputs. */
  GOLDEN(true),
  /** Histograms of the training data. */
  BASELINE(true),
  METRICS(false),
  LINEAGE(false),
  /** The training engine's own saved model, zipped. */
  SOURCE(false);

  private final boolean shipped;

  Role(boolean shipped) {
    this.shipped = shipped;
  }

  /** Whether devices fetch it. */
  public boolean shipped() {
    return shipped;
  }

  /** What a device fetches of a package. */
  public static Set<Role> shippedRoles() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : values()) {
      if (role.shipped) {
        roles.add(role);
      }
    }
    return roles;
  }

  /** Whether it may be large: then it is read where its file is mapped, not copied. */
  public boolean mapped() {
    return this == PLAN;
  }

  /** The name in the manifest. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role ofWireName(String subject, String name) {
    for (Role role : values()) {
      if (role.wireName().equals(name)) {
        return role;
      }
    }
    throw new ModelFormatException(
        subject,
        name,
        Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", ")));
  }
}
