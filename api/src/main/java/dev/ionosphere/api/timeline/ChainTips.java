package dev.ionosphere.api.timeline;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Optional;

/** Chain tips by ION. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ChainTips extends CrudRepository<ChainTip, String> {
  /** Holds the ledger of the ION until the transaction ends. */
  @Query("select ion, sequence, hash from chain_tip where ion = :ion for update")
  Optional<ChainTip> lock(String ion);

  @Query(
      "insert into chain_tip (ion, sequence, hash) values (:ion, 0, :hash) on conflict do nothing")
  long open(String ion, String hash);
}
