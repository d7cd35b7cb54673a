package dev.ionosphere.edge.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of a change, from its start to its close. One thread. */
public final class Span implements AutoCloseable {

  private final Tracing tracing;
  private final String name;
  private final String traceId;
  private final @Nullable String parentId;
  private final String id = Traceparent.random();
  private final Instant start = Instant.now();
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private @Nullable String error;

  Span(Tracing tracing, String name, String traceId, @Nullable String parentId) {
    this.tracing = tracing;
    this.name = name;
    this.traceId = traceId;
    this.parentId = parentId;
  }

  public Span child(String step) {
    return new Span(tracing, step, traceId, id);
  }

  public Span attribute(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  public void failed(String message) {
    error = message;
  }

  public String traceId() {
    return traceId;
  }

  @Override
  public void close() {
    tracing.ended(this, Instant.now());
  }

  String name() {
    return name;
  }

  String id() {
    return id;
  }

  @Nullable String parentId() {
    return parentId;
  }

  Instant start() {
    return start;
  }

  Map<String, String> attributes() {
    return attributes;
  }

  @Nullable String error() {
    return error;
  }
}
