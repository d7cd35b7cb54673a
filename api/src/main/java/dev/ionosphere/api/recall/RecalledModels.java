package dev.ionosphere.api.recall;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Collection;
import java.util.List;

/** By digest. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RecalledModels extends CrudRepository<RecalledModel, String> {

  /**
   * Digests of the IONs that the device runs a model of: first those that it would run, however
   * long ago they were recalled, then the newest.
   */
  @Query(
      "select r.digest from recalled_model r"
          + " where r.ion in (select a.ion from assigned_node a where a.device = :device)"
          + " order by case when r.digest in"
          + " (select a.model from assigned_node a where a.device = :device) then 0 else 1 end,"
          + " r.recalled_at desc, r.digest limit :most")
  List<String> of(String device, int most);

  List<RecalledModel> findByDigestIn(Collection<String> digests);

  /** Those that no timeline tells of yet. */
  @Query(
      "select r.* from recalled_model r where not exists"
          + " (select 1 from timeline_record t where t.ion = r.ion and t.kind = 'model.recalled'"
          + " and t.subject = r.digest and t.occurred_at = r.recalled_at)")
  List<RecalledModel> untold();
}
