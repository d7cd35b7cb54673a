package dev.ionosphere.cli.demo;

import dev.ionosphere.cli.process.EngineJobs;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives the demo a fresh start without touching what it did not make. */
final class DemoState {
  static final String OWNED = "demo";
  private static final List<String> OURS =
      List.of("hub", "temporal", "worker-cloud", "edges", "logs", "demo");

  private DemoState() {}

  /** Why the demo cannot start here. */
  static Optional<String> obstacle(Layout layout) {
    if (!Files.exists(layout.data())) {
      return Optional.empty();
    }
    ProcessTable table = ProcessTable.read(layout.table());
    if (table.anyAlive()) {
      return Optional.of(
          "Ionosphere runs here already (data in %s). `ion down` stops it; or give the demo a place of its own: ION_DATA=/tmp/ion-demo ion demo"
              .formatted(layout.data()));
    }
    boolean empty =
        table.ports().isEmpty() && OURS.stream().noneMatch(name -> exists(layout, name));
    if (!empty && table.setting(OWNED).isEmpty()) {
      return Optional.of(
          "%s holds data that no demo made; the demo wants a fresh start and leaves it alone. Give it a place of its own: ION_DATA=/tmp/ion-demo ion demo"
              .formatted(layout.data()));
    }
    return Optional.empty();
  }

  /** Removes what an earlier demo made, and only that. */
  static void clear(Layout layout) {
    // Its training may have outlived everything else.
    new EngineJobs(layout).stop();
    for (String name : OURS) {
      delete(layout.data().resolve(name));
    }
    delete(layout.table());
  }

  private static boolean exists(Layout layout, String name) {
    return Files.exists(layout.data().resolve(name));
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove what an earlier demo left in " + path, e);
    }
  }
}
