package dev.ionosphere.api.identity;

import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.permission.Role;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The authenticated person behind a request. A controller method that has it as an argument gets
 * it.
 */
public record Requester(String person, Set<Role> roles) {

  private static final String ATTRIBUTE = "ionosphere.requester";

  public Requester {
    roles = Set.copyOf(roles);
  }

  /** Whom the access filter let in with this request. */
  public static Optional<Requester> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Requester.class);
  }

  /** Names the requester for everything that handles the request later. */
  public void attachTo(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The name in timelines and commands. */
  public String actor() {
    return "person:" + person;
  }

  public boolean may(Permission permission) {
    return roles.stream().anyMatch(role -> role.may(permission));
  }

  public Set<String> roleNames() {
    return roles.stream().map(Role::text).collect(Collectors.toUnmodifiableSet());
  }
}
