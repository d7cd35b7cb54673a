package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process of its own whose memory is out, in a thread that is supervised and in one that is not.
 */
class OutOfMemoryIT {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"supervised", "another"})
  void endsWithCodeFour(String thread) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OutOfMemoryIT.class.getName(),
                thread,
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(process.exitValue()).isEqualTo(4);
  }

  /** Takes memory until it is out, and would run for ever otherwise. */
  public static void main(String[] arguments) throws IOException {
    Thread.setDefaultUncaughtExceptionHandler(EdgeWorker::uncaught);
    Incidents incidents =
        new Incidents(Spool.open(Path.of(arguments[1], "spool"), 1 << 20), Clock.systemUTC());
    Thread forEver = new Thread(() -> new Supervisor(incidents, () -> {}), "for ever");
    forEver.start();
    if (arguments[0].equals("supervised")) {
      new Supervisor(incidents, EdgeWorker::endOutOfMemory).start("fills", OutOfMemoryIT::fill);
    } else {
      new Thread(OutOfMemoryIT::fill, "fills").start();
    }
  }

  private static void fill() {
    List<byte[]> all = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      all.add(new byte[1 << 20]);
    }
  }
}
