package dev.ionosphere.cli.temporal;

import java.nio.file.Path;

/** Where the Temporal server comes from. */
public sealed interface TemporalSource {
  /** Somebody else runs it. */
  record Remote(String address) implements TemporalSource {}

  /**
   * A {@code temporal} program that we start.
   *
   * @param found how we came by it, for people
   */
  record Program(Path file, TemporalVersion version, String found) implements TemporalSource {}

  /**
   * Nothing real can be had: the test server of the Java SDK, memory only.
   *
   * @param reason why
   */
  record TestServer(String reason) implements TemporalSource {}
}
