package dev.ionosphere.api.identity;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;

/**
 * Local users coming, changing and going. Sessions know a person by name only, so whoever comes
 * under a name, gets another token or goes does so in one step with the end of the name's sessions.
 */
@Singleton
final class Residents {

  private final People people;
  private final Sessions sessions;
  private final TransactionOperations<Connection> transactions;

  Residents(People people, Sessions sessions, TransactionOperations<Connection> transactions) {
    this.people = people;
    this.sessions = sessions;
    this.transactions = transactions;
  }

  void add(Person person) {
    transactions.executeWrite(status -> {
      sessions.deleteByPerson(person.name());
      return people.save(person);
    });
  }

  void update(Person person) {
    transactions.executeWrite(status -> {
      sessions.deleteByPerson(person.name());
      return people.update(person);
    });
  }

  void remove(String name) {
    transactions.executeWrite(status -> {
      people.deleteById(name);
      return sessions.deleteByPerson(name);
    });
  }
}
