package dev.ionosphere.api.device;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

/** Open questions by device. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DeviceClaims extends CrudRepository<DeviceClaim, String> {}
