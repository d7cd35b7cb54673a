package dev.ionosphere.api.approval;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Tickets by id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IssuedTickets extends CrudRepository<IssuedTicket, String> {

  List<IssuedTicket> findByTargetAndActOrderByIssuedAt(String target, String act);

  boolean existsByTargetAndActAndSubject(String target, String act, String subject);
}
