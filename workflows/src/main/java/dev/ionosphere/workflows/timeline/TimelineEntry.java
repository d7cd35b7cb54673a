package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an ION: the envelope of a {@link TimelineEvent}. On the wire the
 * event's fields are {@code data} and its type is {@code kind}.
 *
 * @param key identity of what happened, unique in the ION's ledger; the same thing told again has
 *     the same key and the same content, but for times, see {@link Retelling}
 * @param node it happened at
 * @param cause key of the entry that led to this one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
    String key,
    Instant time,
    Actor actor,
    @Nullable String node,
    @Nullable String cause,
    @JsonProperty("data")
        @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
            property = "kind")
        TimelineEvent event) {

  /** The event's name on the wire, such as {@code training.started}. */
  @JsonIgnore
  public String kind() {
    return event.kind();
  }

  /** What it happened to. */
  @JsonProperty(value = "subject", access = JsonProperty.Access.READ_ONLY)
  public String subject() {
    return event.subject();
  }
}
