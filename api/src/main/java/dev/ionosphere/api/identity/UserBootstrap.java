package dev.ionosphere.api.identity;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.permission.Role;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one local user for each role at first start. The token is only in {@code
 * secrets/<user>.token}. If the file is deleted, the next start writes a new token and the old one
 * stops working.
 */
@Singleton
final class UserBootstrap implements ApplicationEventListener<StartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(UserBootstrap.class);

  private final People people;
  private final UserDirectory directory;
  private final SecretFiles files;
  private final Clock clock;

  UserBootstrap(People people, UserDirectory directory, SecretFiles files, Clock clock) {
    this.people = people;
    this.directory = directory;
    this.files = files;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    for (Role role : Role.values()) {
      String name = firstUser(role);
      boolean known = people.existsById(name);
      if (known && files.read(name + ".token").isPresent()) {
        continue;
      }
      String token = Secrets.token();
      Person person = new Person(name, List.of(role.text()), Sha256.hex(token), clock.instant());
      if (known) {
        directory.update(person);
      } else {
        directory.add(person);
      }
      files.write(name + ".token", token);
      LOG.info("made local user {} with role {}", name, role.text());
    }
  }

  /** Whether the user is one of those made at every start. */
  static boolean makes(String name) {
    return Arrays.stream(Role.values()).map(UserBootstrap::firstUser).anyMatch(name::equals);
  }

  private static String firstUser(Role role) {
    return role == Role.DATA_SCIENTIST ? "scientist" : role.text();
  }
}
