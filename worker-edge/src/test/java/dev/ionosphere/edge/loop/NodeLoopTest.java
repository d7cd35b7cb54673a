package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.testing.TestingDirectory;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.ModelVerifier;
import dev.ionosphere.models.pack.PackageReader;
import dev.ionosphere.models.pack.PackageResult.Verified;
import dev.ionosphere.workflows.device.DesiredState;
import dev.ionosphere.workflows.device.Telemetry.Incident;
import dev.ionosphere.workflows.device.Telemetry.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLoopTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");
  private static final ModelSigner SIGNER = ModelSigner.create();
  private static final TestingModel FIRST = TestingModel.signedBy(SIGNER, "first");
  private static final TestingModel SECOND = TestingModel.signedBy(SIGNER, "second");

  @TempDir Path directory;

  @Test
  void scoresCountsAndNamesAnomalies() throws IOException {
    Device device = new Device(directory);
    device.rows("1,1", "-1,-1", "bad,1", "4,5", "0.5,0.5");
    NodeLoop loop = device.start(FIRST, 10);
    loop.batch();
    loop.close();
    Window window = device.windows().getFirst();
    assertThat(window.rows()).isEqualTo(4);
    assertThat(window.predictions()).containsExactly(1, 3);
    assertThat(window.anomalies())
        .singleElement()
        .satisfies(a -> {
          assertThat(a.row()).isEqualTo(3);
          assertThat(a.distance()).isEqualTo(5);
          assertThat(a.cluster()).isEqualTo(1);
        });
    assertThat(window.histograms().get("heat")).isNotEmpty();
    assertThat(window.histograms().values())
        .allSatisfy(counts -> assertThat(java.util.Arrays.stream(counts).sum()).isEqualTo(4));
    assertThat(window.sequence()).isEqualTo(1);
    assertThat(window.offline()).isTrue();
    assertThat(device.incidents()).extracting(Incident::kind).containsExactly("device.rows.bad");
    assertThat(loop.status()).isEqualTo(new LoopStatus(4, 1, 1, 5));
  }

  @Test
  void takesNoMoreThanABatchAnInterval() throws IOException {
    Device device = new Device(directory);
    device.rows("1,1", "1,1", "1,1", "1,1", "1,1");
    NodeLoop loop = device.start(FIRST, 2);
    loop.batch();
    assertThat(loop.status().nextRow()).isEqualTo(2);
    loop.batch();
    loop.batch();
    assertThat(loop.status().nextRow()).isEqualTo(5);
  }

  @Test
  void closesTheOldModelsWindowBeforeTheNewOneScores() throws IOException {
    Device device = new Device(directory);
    device.rows("1,1", "1,1", "1,1");
    NodeLoop loop = device.start(FIRST, 2);
    loop.batch();
    List<Long> committedAt = new ArrayList<>();
    loop.swap(
        device.state(SECOND, 2, 100),
        device.model(SECOND),
        state -> committedAt.add(device.windows().stream().mapToLong(Window::rows).sum()));
    loop.batch();
    loop.close();
    assertThat(committedAt).containsExactly(2L);
    assertThat(device.windows()).extracting(Window::rows).containsExactly(2L, 1L);
    assertThat(device.windows()).extracting(Window::generation).containsExactly(1L, 2L);
    assertThat(device.windows()).extracting(Window::sequence).containsExactly(1L, 1L);
  }

  @Test
  void numbersGoOnWhenAnOldModelComesBack() throws IOException {
    Device device = new Device(directory);
    device.rows("1,1", "1,1", "1,1");
    NodeLoop loop = device.start(FIRST, 1);
    loop.batch();
    loop.swap(device.state(SECOND, 2, 1), device.model(SECOND), state -> {});
    loop.batch();
    loop.swap(device.state(FIRST, 3, 1), device.model(FIRST), state -> {});
    loop.batch();
    loop.close();
    assertThat(device.windows()).extracting(Window::sequence).containsExactly(1L, 1L, 2L);
  }

  @Test
  void readsAReplacedSourceFromItsStart() throws IOException {
    Device device = new Device(directory);
    device.rows("1,1", "1,1");
    NodeLoop loop = device.start(FIRST, 10);
    loop.batch();
    Files.delete(device.source);
    device.rows("2,2");
    loop.batch();
    loop.close();
    assertThat(device.windows()).extracting(Window::rows).containsExactly(2L, 1L);
    assertThat(device.windows()).extracting(Window::firstRow).containsExactly(0L, 0L);
    assertThat(device.incidents())
        .extracting(Incident::kind)
        .containsExactly("device.source.restarted");
  }

  /**
   * Whatever the order of rows, batches, closings and power cuts (all memory is lost, the disk
   * stays): in the end every row is counted exactly once.
   */
  @Property(tries = 80)
  void countsEveryRowOnceThroughPowerCuts(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3) Integer> steps) throws IOException {
    Path own = Files.createTempDirectory("device");
    Device device = new Device(own);
    NodeLoop loop = device.start(FIRST, 3);
    long written = 0;
    for (int step : steps) {
      switch (step) {
        case 0 -> {
          device.rows("1,1", "4,5");
          written += 2;
        }
        case 1 -> loop.batch();
        case 2 -> loop.close();
        default -> {
          device.restart();
          loop = device.start(FIRST, 3);
        }
      }
    }
    for (long left = written; left >= 0; left -= 3) {
      loop.batch();
    }
    loop.close();
    List<Window> windows = device.windows();
    assertThat(windows.stream().mapToLong(Window::rows).sum()).isEqualTo(written);
    assertThat(windows.stream().mapToLong(w -> w.anomalies().size()).sum()).isEqualTo(written / 2);
    long next = 0;
    for (Window window : windows) {
      assertThat(window.firstRow()).isEqualTo(next);
      next += window.rows();
    }
    assertThat(loop.status().rows()).isEqualTo(written);
    TestingDirectory.delete(own);
  }

  /** The position and its window are one file: cut off before or after, never between. */
  @Test
  void sendsAWindowAgainWhoseWayToTheSpoolIsNotKnown() throws IOException {
    Device device = new Device(directory);
    device.rows("1,1");
    NodeLoop loop = device.start(FIRST, 3);
    loop.batch();
    loop.close();
    try (Stream<Path> files = Files.walk(directory.resolve("spool"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    device.restart();
    device.start(FIRST, 3).batch();
    assertThat(device.windows()).extracting(Window::rows).containsExactly(1L);
  }

  /** A disk, and what runs on it until the power goes. */
  private static final class Device {

    private final Path directory;
    private final Path source;
    private Spool spool;

    Device(Path directory) throws IOException {
      this.directory = directory;
      this.source = directory.resolve("source/d1.csv");
      Files.createDirectories(source.getParent());
      restart();
    }

    void restart() throws IOException {
      spool = Spool.open(directory.resolve("spool"), 1 << 22);
    }

    void rows(String... rows) throws IOException {
      if (!Files.exists(source)) {
        Files.writeString(source, "heat,shake\n");
      }
      Files.writeString(source, String.join("\n", rows) + "\n", StandardOpenOption.APPEND);
    }

    NodeLoop start(TestingModel model, int batch) throws IOException {
      LoopContext context =
          new LoopContext(
              "d1",
              source.getParent(),
              spool,
              new Incidents(spool, Clock.systemUTC()),
              new HubLink(),
              Duration.ofSeconds(1),
              Clock.systemUTC());
      return new NodeLoop(
          KEY,
          context,
          new StateDirectory(Disk.local(), directory.resolve("state")),
          state(model, 1, batch),
          model(model));
    }

    DesiredState state(TestingModel model, long generation, int batch) {
      return new DesiredState(
          "d1",
          KEY.ion(),
          KEY.node(),
          generation,
          model.reference(),
          Duration.ofMillis(10),
          "${device}.csv",
          batch,
          null);
    }

    DeviceModel model(TestingModel model) {
      Map<Digest, byte[]> parts = new LinkedHashMap<>();
      model.blobs().forEach((hex, bytes) -> parts.put(Digest.ofHex(hex), bytes));
      Digest digest = new Digest(model.reference().digest());
      return DeviceModel.of(
          (Verified)
              new PackageReader(ModelVerifier.trusting(Map.of(SIGNER.keyId(), SIGNER.publicKey())))
                  .read(
                      digest,
                      new ModelSignature(model.reference().keyId(), model.reference().signature()),
                      parts.get(digest),
                      dev.ionosphere.models.pack.PartSource.of(parts)));
    }

    /** As the hub would count them: once by digest and sequence. */
    List<Window> windows() {
      Map<String, Window> windows = new LinkedHashMap<>();
      for (Window window : read(Priority.WINDOW, Window.class)) {
        windows.putIfAbsent(window.digest() + window.sequence(), window);
      }
      return List.copyOf(windows.values());
    }

    List<Incident> incidents() {
      return read(Priority.INCIDENT, Incident.class);
    }

    private <T> List<T> read(Priority priority, Class<T> type) {
      try {
        List<T> values = new ArrayList<>();
        for (byte[] json : spool.next(1_000_000, Long.MAX_VALUE).of(priority)) {
          values.add(Json.read(json, type));
        }
        spool.notDelivered();
        return values;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
