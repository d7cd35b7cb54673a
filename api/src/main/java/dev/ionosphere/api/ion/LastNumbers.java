package dev.ionosphere.api.ion;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/**
 * Ids of an ION that were given out, wherever the hub keeps them: the highest of each node, and of
 * each number of digits. What is retained away elsewhere is found in another table.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface LastNumbers extends GenericRepository<StoredIon, String> {

  /** {@code <ion>.<node>.<n>}; of changes of the document {@code <ion>.change-<n>} without node. */
  @Query(
      "select node, max(id) as id from training_run where ion = :ion"
          + " group by node, char_length(id)"
          + " union all select node, max(run) as id from model where ion = :ion"
          + " group by node, char_length(run)"
          + " union all select node, max(id) as id from run_progress where ion = :ion"
          + " group by node, char_length(id)"
          + " union all select node, max(id) as id from approval where ion = :ion"
          + " group by node, char_length(id)"
          + " union all select node, max(id) as id from model_release where ion = :ion"
          + " group by node, char_length(id)")
  List<LastId> ids(String ion);

  /** Of rollouts: {@code rollout:<ion>:<node>:<n>}. */
  @Query("select node, max(id) as id from rollout where ion = :ion group by node, char_length(id)")
  List<LastId> rollouts(String ion);

  @Introspected
  record LastId(String node, String id) {}
}
