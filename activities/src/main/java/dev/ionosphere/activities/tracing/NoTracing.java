package dev.ionosphere.activities.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes the trace on and tells nobody. */
final class NoTracing implements Tracing {

  @Override
  public Span start(String name, @Nullable String traceparent, Map<String, String> attributes) {
    return new Passed(traceparent);
  }

  @Override
  public void close() {}

  private record Passed(@Nullable String traceparent) implements Span {
    @Override
    public void failed(Throwable reason) {}

    @Override
    public void close() {}
  }
}
