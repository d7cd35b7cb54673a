package dev.ionosphere.api.device;

import dev.ionosphere.api.json.LabelsColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An enrolled edge machine.
 *
 * @param publicKey Ed25519, X.509, base64
 * @param spoolDepth records that waited on it when it last reported
 * @param dropped records its spool had to drop
 * @param incarnation which enrolment of the name it is, from 1
 * @param putAside records it could not read, or that were refused; it keeps them apart
 * @param revokedAt from when on it is refused
 * @param feed how it takes its orders: temporal or poll
 * @param reads formats that its agent reads, such as {@code package/1}, with commas; absent until
 *     it has said
 */
@MappedEntity("device")
public record Device(
    @Id String id,
    @TypeDef(type = DataType.STRING, converter = LabelsColumn.class) Map<String, String> labels,
    String publicKey,
    String architecture,
    long memoryMb,
    String agentVersion,
    String enrolledBy,
    Instant enrolledAt,
    @Nullable Instant lastSeen,
    long spoolDepth,
    long dropped,
    long incarnation,
    long putAside,
    @Nullable Instant revokedAt,
    String feed,
    @Nullable String reads) {

  /** How it takes its orders. */
  public OrderFeed orderFeed() {
    return OrderFeed.of(feed).orElse(OrderFeed.TEMPORAL);
  }

  /** Formats that its agent reads; empty: it has not said. */
  public List<String> formats() {
    return reads == null ? List.of() : List.of(reads.split(",", -1));
  }

  /** That it was revoked, in words. */
  public String revocation() {
    return "device %s was revoked at %s".formatted(id, revokedAt);
  }
}
