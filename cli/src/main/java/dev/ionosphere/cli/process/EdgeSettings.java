package dev.ionosphere.cli.process;

import java.util.Map;

/**
 * An edge of this machine that {@code ion up} starts.
 *
 * @param sourceRoot directory its source files are relative to
 */
public record EdgeSettings(String device, Map<String, String> labels, String sourceRoot) {
  public EdgeSettings {
    labels = Map.copyOf(labels);
  }
}
