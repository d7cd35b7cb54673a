package dev.ionosphere.api.permission;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody may be. */
public enum Role {
  VIEWER("viewer"),
  DATA_SCIENTIST("data-scientist"),
  OPERATOR("operator"),
  APPROVER("approver"),
  ADMIN("admin"),
  /** Workers of this installation, not people. */
  SERVICE("service");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  public String text() {
    return text;
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
