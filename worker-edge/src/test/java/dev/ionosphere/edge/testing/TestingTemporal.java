package dev.ionosphere.edge.testing;

import dev.ionosphere.cli.process.Ports;
import dev.ionosphere.cli.process.UserDirectories;
import dev.ionosphere.cli.temporal.TemporalBuild;
import dev.ionosphere.cli.temporal.TemporalCommand;
import dev.ionosphere.cli.temporal.TemporalFinder;
import dev.ionosphere.cli.temporal.TemporalSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The Temporal server that {@code ion up} would start, found or built in the same way. It can be
 * killed, and started again on what it had written.
 */
public final class TestingTemporal implements AutoCloseable {

  private final TemporalCommand command;
  private final Path log;
  private @Nullable Process process;

  public TestingTemporal(Path directory) {
    RandomGenerator random = RandomGenerator.getDefault();
    Ports free = new Ports(random);
    Set<Integer> taken = new HashSet<>();
    while (taken.size() < 4) {
      // Liked by chance: two runs of the tests at a time would both like the same.
      taken.add(free.choose(random.nextInt(20_000, 32_000), taken));
    }
    int[] ports = taken.stream().mapToInt(Integer::intValue).toArray();
    this.command =
        new TemporalCommand(
            program(), directory.resolve("temporal.db"), ports[0], ports[1], ports[2], ports[3]);
    this.log = directory.resolve("temporal.log");
  }

  public String address() {
    return "127.0.0.1:" + command.port();
  }

  public void start() throws IOException {
    process =
        new ProcessBuilder(command.arguments())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** As kill -9 would. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private static Path program() {
    TemporalBuild build =
        new TemporalBuild(
            Path.of("../tools/temporal").toAbsolutePath().normalize(),
            UserDirectories.of(System.getenv()).cache());
    // no surroundings: a server of somebody else must not be killed
    TemporalFinder finder = new TemporalFinder(Map.of(), build);
    TemporalSource found =
        finder.find((fetched, compiled, elapsed) -> {
          if (compiled % 100 == 0) {
            System.out.println("building Temporal: " + compiled + " packages, " + elapsed);
          }
        });
    return switch (found) {
      case TemporalSource.Program program -> program.file();
      case TemporalSource.Remote remote ->
          throw new IllegalStateException("not ours to kill: " + remote.address());
      case TemporalSource.TestServer absent ->
          throw new IllegalStateException("no Temporal server: " + absent.reason());
    };
  }
}
