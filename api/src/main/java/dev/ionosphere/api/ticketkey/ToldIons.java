package dev.ionosphere.api.ticketkey;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** What each ION was told, by its name. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ToldIons extends CrudRepository<ToldKeys, String> {

  /** Running IONs that were told something else, or nothing that the hub knows of. */
  @Query(
      "select i.name from ion i left join ion_ticket_keys k on k.ion = i.name"
          + " where i.status in ('running', 'paused')"
          + " and (k.key_ids is null or k.key_ids <> :keyIds) order by i.name")
  List<String> toldOtherThan(String keyIds);
}
