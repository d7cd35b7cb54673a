package dev.ionosphere.api.identity;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody may be. */
public enum Role {
  VIEWER("viewer", "viewer"),
  DATA_SCIENTIST("data-scientist", "scientist"),
  OPERATOR("operator", "operator"),
  APPROVER("approver", "approver"),
  ADMIN("admin", "admin"),
  /** Workers of this installation, not people. */
  SERVICE("service", "service");

  private final String text;
  private final String firstPerson;

  Role(String text, String firstPerson) {
    this.text = text;
    this.firstPerson = firstPerson;
  }

  public String text() {
    return text;
  }

  /** The name of the local user who gets the role at first start. */
  String firstPerson() {
    return firstPerson;
  }

  static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
  }

  static Optional<Role> ofFirstPerson(String name) {
    return Arrays.stream(values()).filter(role -> role.firstPerson.equals(name)).findFirst();
  }

  boolean isForPeople() {
    return this != SERVICE;
  }

  static String textsForPeople() {
    return Arrays.stream(values())
        .filter(Role::isForPeople)
        .map(Role::text)
        .collect(Collectors.joining(", "));
  }
}
