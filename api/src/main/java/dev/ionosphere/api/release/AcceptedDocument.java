package dev.ionosphere.api.release;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A document that an ION may follow, as far as the hub knows by itself.
 *
 * @param id {@code <ion>:<generation>}
 * @param basis why, in words
 */
@MappedEntity("accepted_document")
record AcceptedDocument(
    @Id String id, String ion, long generation, String digest, String basis, Instant acceptedAt) {}
