package dev.ionosphere.api.component;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Components by {@code name@version}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface PushedComponents extends CrudRepository<PushedComponent, String> {

  /** By name, newest version first, those that are not deleted, after the given one. */
  @Query(
      "select c.* from component c where c.deleted_at is null"
          + " and (:name = '' or c.name = :name)"
          + " and (:after = '' or c.name > (select s.name from component s where s.id = :after)"
          + " or (c.name = (select s.name from component s where s.id = :after)"
          + " and (c.pushed_at, c.id) < (select s.pushed_at, s.id from component s where s.id = :after)))"
          + " order by c.name, c.pushed_at desc, c.id desc limit :size")
  List<PushedComponent> page(String name, String after, int size);

  /** Names of those that are not deleted, in order, at most so many. */
  @Query("select distinct name from component where deleted_at is null order by name limit :most")
  List<String> names(int most);

  /** Versions of it that are not deleted, newest first, at most so many. */
  @Query(
      "select version from component where name = :name and deleted_at is null"
          + " order by pushed_at desc, id desc limit :most")
  List<String> versions(String name, int most);

  @Query(
      "update component set deleted_by = :by, deleted_at = :at where id = :id and deleted_at is null")
  long delete(String id, String by, Instant at);

  /** Pushed again as it was. */
  @Query(
      "update component set deleted_by = null, deleted_at = null, archive = :archive,"
          + " archive_bytes = :bytes where id = :id")
  long restore(String id, String archive, long bytes);

  /** Names of the blobs that are needed. */
  @Query("select archive from component where deleted_at is null")
  List<String> archives();
}
