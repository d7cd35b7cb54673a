package dev.ionosphere.api.identity;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The authenticated person behind a request. A controller method that has it as an argument gets
 * it.
 */
public record Requester(String person, Set<Role> roles) {

  public Requester {
    roles = Set.copyOf(roles);
  }

  /** The name in timelines and commands. */
  public String actor() {
    return "person:" + person;
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  public Set<String> roleNames() {
    return roles.stream().map(Role::text).collect(Collectors.toUnmodifiableSet());
  }
}
