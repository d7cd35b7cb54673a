package dev.ionosphere.api.ion;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/**
 * How far the runs, approvals and generations of an ION's earlier lives were numbered. A new life
 * numbers on: devices refuse a generation that is not newer.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface LastNumbers extends GenericRepository<StoredIon, String> {

  @Query(
      "select node, max(cast(substring(id from char_length(ion) + char_length(node) + 3) as bigint))"
          + " as last from training_run where ion = :ion group by node"
          + " union all select node,"
          + " max(cast(substring(id from char_length(ion) + char_length(node) + 3) as bigint)) as last"
          + " from approval where ion = :ion and node <> '' group by node"
          + " union all select '~change', max(cast(substring(id from char_length(ion) + 9) as bigint))"
          + " as last from approval where ion = :ion and node = '' group by node"
          + " union all select node, max(generation) as last from model_release where ion = :ion"
          + " group by node")
  List<LastNumber> of(String ion);

  /** The highest number of a node so far. */
  @Introspected
  record LastNumber(String node, long last) {}
}
