package dev.ionosphere.activities.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracingTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void withoutCollectorTheTraceIsPassedOn() {
    try (Tracing tracing = Tracing.to(" ", "test");
        Tracing.Span span = tracing.start("x", PARENT, Map.of())) {
      assertThat(span.traceparent()).isEqualTo(PARENT);
    }
  }

  @Test
  void spansContinueTheTraceAndReachTheCollector() throws Exception {
    CompletableFuture<String> path = new CompletableFuture<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    collector.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          path.complete(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try (Tracing tracing =
        Tracing.to("http://127.0.0.1:" + collector.getAddress().getPort(), "test")) {
      try (Tracing.Span span = tracing.start("train", PARENT, Map.of("run", "a.b.1"))) {
        assertThat(span.traceparent())
            .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
            .isNotEqualTo(PARENT);
      }
    }
    assertThat(path.get(20, TimeUnit.SECONDS)).isEqualTo("/v1/traces");
    collector.stop(0);
  }

  @Test
  void logLinesCarryTheTrace() {
    try (LogContext context = LogContext.open(Map.of("run", "a.b.1"), PARENT)) {
      assertThat(MDC.get("run")).isEqualTo("a.b.1");
      assertThat(MDC.get("trace")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }
    assertThat(MDC.get("trace")).isNull();
  }

  @Test
  void innerWorkOverridesAndGivesBack() {
    try (LogContext outer = LogContext.open(Map.of("ion", "a", "trace", "1"), null)) {
      try (LogContext inner = LogContext.open(Map.of("ion", "b"), PARENT)) {
        assertThat(MDC.get("ion")).isEqualTo("b");
      }
      assertThat(MDC.get("ion")).isEqualTo("a");
      assertThat(MDC.get("trace")).isEqualTo("1");
    }
    assertThat(MDC.get("ion")).isNull();
  }

  @Test
  void malformedParentsAreNone() {
    assertThat(TraceParent.parse("00-zz-1-01")).isEmpty();
    assertThat(TraceParent.parse("00-" + "0".repeat(32) + "-b7ad6b7169203331-01")).isEmpty();
    assertThat(TraceParent.parse(null)).isEmpty();
  }
}
