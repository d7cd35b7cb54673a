package dev.ionosphere.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  @Test
  void readsEventsAndSkipsKeepAlives() {
    String text = ": hello\n\nevent: timeline\ndata: {\"a\":1}\n\ndata: x\ndata: y\n\n";
    try (EventStream events =
        new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      assertThat(events.next()).contains(new EventStream.Event("timeline", "{\"a\":1}"));
      assertThat(events.next()).contains(new EventStream.Event("message", "x\ny"));
      assertThat(events.next()).isEmpty();
    }
  }
}
