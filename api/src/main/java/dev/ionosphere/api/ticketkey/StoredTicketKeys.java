package dev.ionosphere.api.ticketkey;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ticket keys, oldest first; the one that signs is the newest, whatever the clock said. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface StoredTicketKeys extends CrudRepository<StoredTicketKey, String> {
  @Query(
      "select r.* from ticket_key r where r.retired_at is null"
          + " order by case when r.retires_at is null then 1 else 0 end, r.created_at, r.id")
  List<StoredTicketKey> live();

  /** Newest first. */
  @Query("select r.* from ticket_key r order by r.created_at desc, r.id limit :size")
  List<StoredTicketKey> newest(int size);

  Optional<StoredTicketKey> findByCommand(String command);

  @Query(
      "update ticket_key set retires_at = :at where retired_at is null and (retires_at is null or retires_at > :at)")
  long retireAllAt(Instant at);

  @Query(
      "update ticket_key set retired_at = :at, retires_at = coalesce(retires_at, :at)"
          + " where id = :id and retired_at is null")
  long retired(String id, Instant at);
}
