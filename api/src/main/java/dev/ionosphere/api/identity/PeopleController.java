package dev.ionosphere.api.identity;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.permission.Role;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Required;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The local users, one for each person who may have to answer for a decision. */
@Controller("/api/v1/people")
@Needs(Permission.ADMINISTER_USERS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PeopleController {

  private static final Logger LOG = LoggerFactory.getLogger(PeopleController.class);
  private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private final People people;
  private final UserDirectory directory;
  private final Clock clock;

  PeopleController(People people, UserDirectory directory, Clock clock) {
    this.people = people;
    this.directory = directory;
    this.clock = clock;
  }

  /** Everybody, by name. */
  @Get
  List<Shown> list() {
    return StreamSupport.stream(people.findAll().spliterator(), false)
        .map(person -> new Shown(person.name(), person.roles(), person.createdAt()))
        .sorted(Comparator.comparing(Shown::name))
        .toList();
  }

  /** Makes a local user. The answer holds the token, which is shown this once. */
  @Answers(201)
  @Post
  HttpResponse<Made> add(@Body Application application, Requester requester) {
    String name = application.name();
    if (!NAME.matcher(name).matches()) {
      throw new HubException(
          ErrorCode.INVALID,
          "name \"" + name + "\": allowed is 1 to 63 of a-z, 0-9 and inner dashes, a letter first");
    }
    List<String> roles = application.roles().stream().distinct().sorted().toList();
    roles.forEach(PeopleController::check);
    if (people.existsById(name)) {
      throw new HubException(ErrorCode.CONFLICT, "there is a user \"" + name + "\" already");
    }
    String token = Secrets.token();
    directory.add(new Person(name, roles, Sha256.hex(token), clock.instant()));
    LOG.info("{} made local user {} with roles {}", requester.actor(), name, roles);
    return SecretAnswer.of(HttpResponse.created(new Made(name, roles, token)));
  }

  /** Removes a local user; his token and sessions are dead at once. */
  @Answers(204)
  @Delete("/{name}")
  HttpResponse<?> remove(String name, Requester requester) {
    if (UserBootstrap.makes(name)) {
      throw new HubException(
          ErrorCode.CONFLICT,
          name
              + " is made at every start; who deletes secrets/"
              + name
              + ".token before one gives it a new token");
    }
    if (!people.existsById(name)) {
      throw HubException.notFound("user", name);
    }
    directory.remove(name);
    LOG.info("{} removed local user {}", requester.actor(), name);
    return HttpResponse.noContent();
  }

  private static void check(String role) {
    if (Role.of(role).filter(Role::isForPeople).isEmpty()) {
      throw new HubException(
          ErrorCode.INVALID, "role \"" + role + "\": allowed are " + Role.textsForPeople());
    }
  }

  /** A user to be made. */
  record Application(String name, List<String> roles) {
    Application {
      Required.text("name", name);
      Required.some("roles", roles);
      roles = List.copyOf(roles);
    }
  }

  /** A user, without what he proves it by. */
  record Shown(String name, List<String> roles, Instant createdAt) {}

  /** A new user with his token. */
  record Made(String name, List<String> roles, String token) {}
}
