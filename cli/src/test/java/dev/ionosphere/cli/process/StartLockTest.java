package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartLockTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final List<String> told = new ArrayList<>();

  @Test
  void isThereAgainAfterItsHolder() {
    try (StartLock first = acquire("ion up", Duration.ZERO)) {
      assertThat(told).isEmpty();
    }
    try (StartLock second = acquire("ion down", Duration.ZERO)) {
      assertThat(told).isEmpty();
    }
  }

  /** The ledger and all that the hub knows lie below it. */
  @Test
  void whatItMakesIsForItsOwnerAlone() throws IOException {
    Path data = directory.resolve("home/.ion");
    try (StartLock lock = StartLock.acquire(new Layout(data), "ion up", LONG, told::add)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void namesItsHolderToOneThatWaitsInVain() {
    try (StartLock first = acquire("ion demo", Duration.ZERO)) {
      assertThatThrownBy(() -> acquire("ion up", Duration.ofMillis(1)))
          .isInstanceOf(StartFailedException.class)
          .hasMessageStartingWith("Timed out after 0 s waiting for `ion demo` (process ")
          .hasMessageContaining(directory.toString());
      assertThat(told)
          .containsExactly(
              "Waiting for `ion demo` (process %d).".formatted(ProcessHandle.current().pid()));
    }
  }

  @Test
  void isTakenByOneAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> commands = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        commands.add(
            threads.submit(() -> {
              try (StartLock lock =
                  StartLock.acquire(new Layout(directory), "ion up", LONG, text -> {})) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
              }
            }));
      }
      for (Future<?> command : commands) {
        command.get();
      }
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void outlivesNoProcess() throws IOException {
    // what a killed command leaves: its text in the file, but no lock of the system
    Files.writeString(directory.resolve("start.lock"), "`ion up` (process 1)");
    try (StartLock lock = acquire("ion down", Duration.ZERO)) {
      assertThat(told).isEmpty();
      assertThat(Files.readString(directory.resolve("start.lock"))).startsWith("`ion down`");
    }
  }

  private StartLock acquire(String command, Duration atMost) {
    return StartLock.acquire(new Layout(directory), command, atMost, told::add);
  }
}
