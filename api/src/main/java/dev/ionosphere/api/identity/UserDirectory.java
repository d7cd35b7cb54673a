package dev.ionosphere.api.identity;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;

/**
 * Adds, changes and removes local users. Sessions know a person by name only, so each of the three
 * ends all sessions of that name in the same transaction.
 */
@Singleton
final class UserDirectory {

  private final People people;
  private final Sessions sessions;
  private final TransactionOperations<Connection> transactions;

  UserDirectory(People people, Sessions sessions, TransactionOperations<Connection> transactions) {
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
