package dev.ionosphere.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class IdentityContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  IdentityContractIT(Database database) {
    this.database = database;
  }

  @Test
  void peopleAreFoundByTheirToken() {
    People people = database.bean(People.class);
    Person person = new Person("contract-ann", List.of("viewer", "approver"), "hash-ann", NOW);
    people.save(person);
    assertThat(people.findById("contract-ann")).contains(person);
    assertThat(people.findByTokenHash("hash-ann")).contains(person);
    assertThat(people.findByTokenHash("other")).isEmpty();
    people.update(new Person("contract-ann", List.of("viewer"), "hash-new", NOW));
    assertThat(people.findByTokenHash("hash-ann")).isEmpty();
  }

  @Test
  void oldSessionsGo() {
    Sessions sessions = database.bean(Sessions.class);
    sessions.save(new Session("old", "ann", NOW.minusSeconds(1)));
    sessions.save(new Session("fresh", "ann", NOW.plusSeconds(1)));
    assertThat(sessions.deleteByExpiresAtBefore(NOW)).isEqualTo(1);
    assertThat(sessions.findById("fresh")).isPresent();
  }
}
