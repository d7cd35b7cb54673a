package dev.ionosphere.api.identity;

import dev.ionosphere.api.json.TextsColumn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;

/** A local user. */
@MappedEntity("person")
public record Person(
    @Id String name,
    @TypeDef(type = DataType.STRING, converter = TextsColumn.class) List<String> roles,
    String tokenHash,
    Instant createdAt) {}
