package dev.ionosphere.api.component;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a component.
 *
 * @param id {@code name@version}
 * @param digest of its files, see {@link dev.ionosphere.programs.component.ComponentFolder}
 * @param archive name of the blob that holds it
 * @param files how many
 * @param bytes of all of its files
 * @param manifest as it was written
 * @param source where it came from, as whoever pushed it says; may be empty
 * @param deletedAt absent: it may be used
 */
@MappedEntity("component")
public record PushedComponent(
    @Id String id,
    String name,
    String version,
    String digest,
    String archive,
    long archiveBytes,
    int files,
    long bytes,
    String manifest,
    String source,
    String pushedBy,
    Instant pushedAt,
    @Nullable String deletedBy,
    @Nullable Instant deletedAt) {}
