package dev.ionosphere.cli.rest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Server-sent events, one after the other. */
public final class EventStream implements AutoCloseable {
  private final BufferedReader lines;

  public EventStream(InputStream bytes) {
    this.lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  /** Waits for the next event; empty when the stream has ended. */
  public Optional<Event> next() {
    String name = "message";
    StringBuilder data = new StringBuilder();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            return Optional.of(new Event(name, data.toString()));
          }
          name = "message";
        } else if (line.startsWith("event:")) {
          name = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the hub's events broke off", e);
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One event; {@code data} is JSON. */
  public record Event(String name, String data) {}
}
