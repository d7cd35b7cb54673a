package dev.ionosphere.api.identity;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one local user for each role at first start. The token is in {@code secrets/<user>.token}
 * only; whoever deletes the file gets a new one at the next start, and the old one is dead.
 */
@Singleton
final class FirstPeople implements ApplicationEventListener<StartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(FirstPeople.class);

  private final People people;
  private final Residents residents;
  private final SecretFiles files;
  private final Clock clock;

  FirstPeople(People people, Residents residents, SecretFiles files, Clock clock) {
    this.people = people;
    this.residents = residents;
    this.files = files;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    for (Role role : Role.values()) {
      String name = role.firstPerson();
      boolean known = people.existsById(name);
      if (known && files.read(name + ".token").isPresent()) {
        continue;
      }
      String token = Secrets.token();
      Person person = new Person(name, List.of(role.text()), Secrets.hash(token), clock.instant());
      if (known) {
        residents.update(person);
      } else {
        residents.add(person);
      }
      files.write(name + ".token", token);
      LOG.info("made local user {} with role {}", name, role.text());
    }
  }
}
