package dev.ionosphere.api.notification;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Routes by name; a few dozen. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NoticeRoutes extends CrudRepository<NoticeRoute, String> {
  List<NoticeRoute> findAllOrderByName();
}
