package dev.ionosphere.programs.tensorboard;

import static dev.ionosphere.programs.tensorboard.TestingEvents.doubles;
import static dev.ionosphere.programs.tensorboard.TestingEvents.event;
import static dev.ionosphere.programs.tensorboard.TestingEvents.floats;
import static dev.ionosphere.programs.tensorboard.TestingEvents.header;
import static dev.ionosphere.programs.tensorboard.TestingEvents.record;
import static dev.ionosphere.programs.tensorboard.TestingEvents.scalar;
import static dev.ionosphere.programs.tensorboard.TestingEvents.shape;
import static dev.ionosphere.programs.tensorboard.TestingEvents.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.programs.SteppedClock;
import dev.ionosphere.programs.curve.Point;
import dev.ionosphere.programs.process.RunFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TensorBoardFilesTest {

  private static final Path RESOURCES = Path.of("src/test/resources/tensorboard");
  private static final String NAME = "events.out.tfevents.1764547200.host";

  @TempDir Path directory;
  private RunFolder folder;
  private final SteppedClock clock = new SteppedClock(Instant.now());

  @BeforeEach
  void prepare() throws IOException {
    folder = new RunFolder(directory.resolve("run"));
    folder.prepare();
    Files.writeString(folder.context(), "{}");
    Files.setLastModifiedTime(folder.context(), FileTime.from(Instant.EPOCH.plusSeconds(1)));
  }

  @Test
  void filesOfTensorboardXAreRead() throws IOException {
    TensorBoardSummary summary = resource("old");

    assertThat(summary.curves().get("loss").points()).hasSize(50);
    assertThat(summary.curves().get("loss").points().getFirst())
        .isEqualTo(new Point(0, Instant.ofEpochSecond(1_764_547_200), 1));
    assertThat(summary.figures().get("loss")).isCloseTo(0.02, Offset.offset(1e-8));
    assertThat(summary.curves().get("rate").points())
        .extracting(Point::value)
        .containsExactly(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(summary.histograms().get("weights"))
        .isEqualTo(new Histogram(7, Instant.ofEpochSecond(1_764_547_200), 101, 0, 100, 50));
    assertThat(summary.texts().get("notes/text_summary").text()).isEqualTo("a note");
    assertThat(summary.faults()).isEmpty();
  }

  @Test
  void filesOfTensorBoardItselfAreRead() throws IOException {
    TensorBoardSummary summary = resource("new");

    assertThat(summary.curves().get("epoch_loss").points()).hasSize(50);
    assertThat(summary.figures().get("epoch_loss")).isCloseTo(0.04, Offset.offset(1e-8));
    Histogram kernel = summary.histograms().get("kernel");
    assertThat(kernel.count()).isEqualTo(101);
    assertThat(kernel.least()).isEqualTo(0);
    assertThat(kernel.most()).isEqualTo(100);
    assertThat(kernel.mean()).isCloseTo(50, Offset.offset(1.0));
    assertThat(summary.texts().get("notes").text()).isEqualTo("a note");
    assertThat(summary.faults()).isEmpty();
  }

  private TensorBoardSummary resource(String kind) throws IOException {
    Path target = Files.createDirectories(folder.work().resolve("runs/Dec01_host")).resolve(NAME);
    Files.copy(RESOURCES.resolve("events.out.tfevents.1764547200." + kind), target);
    return finished();
  }

  @Test
  void scalarsMayBeTensorsOfAnyKind() throws IOException {
    write(
        NAME,
        tensor(
            0,
            "float",
            "scalars",
            out -> {
              out.writeEnum(1, 1);
              out.writeByteArray(5, floats(0.5));
            }),
        tensor(
            0,
            "double",
            "scalars",
            out -> {
              out.writeEnum(1, 2);
              out.writeByteArray(6, doubles(0.1));
            }),
        tensor(
            0,
            "content",
            "scalars",
            out -> {
              out.writeEnum(1, 2);
              out.writeByteArray(2, shape());
              out.writeByteArray(4, doubles(0.2));
            }),
        tensor(
            0,
            "unpacked",
            "scalars",
            out -> {
              out.writeEnum(1, 1);
              out.writeFloat(5, 0.25f);
            }),
        tensor(
            0,
            "int",
            "scalars",
            out -> {
              out.writeEnum(1, 9);
              out.writeInt64(10, -7);
            }),
        tensor(
            0,
            "half",
            "scalars",
            out -> {
              out.writeEnum(1, 19);
              out.writeInt32(13, 0x3c00);
            }),
        tensor(0, "zero", "scalars", out -> out.writeEnum(1, 1)),
        tensor(
            0,
            "plain",
            "",
            out -> {
              out.writeEnum(1, 1);
              out.writeByteArray(5, floats(3));
            }),
        tensor(
            0,
            "vector",
            "",
            out -> {
              out.writeEnum(1, 1);
              out.writeByteArray(2, shape(2));
              out.writeByteArray(5, floats(1, 2));
            }));

    assertThat(finished().figures())
        .containsOnly(
            Map.entry("float", 0.5),
            Map.entry("double", 0.1),
            Map.entry("content", 0.2),
            Map.entry("unpacked", 0.25),
            Map.entry("int", -7.0),
            Map.entry("half", 1.0),
            Map.entry("zero", 0.0),
            Map.entry("plain", 3.0));
  }

  @Test
  void aTagIsOfThePluginThatItsFirstValueNamed() throws IOException {
    write(
        NAME,
        tensor(
            0,
            "h",
            "histograms",
            out -> {
              out.writeEnum(1, 2);
              out.writeByteArray(2, shape(0, 3));
            }));
    TensorBoardFiles files = files();
    files.poll();
    clock.step(Duration.ofSeconds(3));
    write(
        NAME,
        tensor(
            1,
            "h",
            "",
            out -> {
              out.writeEnum(1, 2);
              out.writeByteArray(2, shape(2, 3));
              out.writeByteArray(4, doubles(0, 1, 0, 1, 3, 4));
            }));

    assertThat(finished().histograms().get("h"))
        .isEqualTo(new Histogram(1, Instant.ofEpochSecond(1_764_547_201), 4, 1, 3, 2));
  }

  @Test
  void aTailThatIsCutIsReadWhenTheRestArrives() throws IOException {
    byte[] last = scalar(2, "loss", 0.25);
    write(NAME, scalar(1, "loss", 0.5), Arrays.copyOf(last, 20));
    TensorBoardFiles files = files();
    files.poll();
    assertThat(files.newest()).containsOnly(Map.entry("loss", 0.5));
    for (int i = 20; i < last.length; i++) {
      write(NAME, new byte[] {last[i]});
      files.poll();
    }

    assertThat(files.newest()).containsOnly(Map.entry("loss", 0.25));
    assertThat(files.summary().faults()).isEmpty();
  }

  @Test
  void aBlockOfZerosIsToldOnceAndReadIfItIsFilled() throws IOException {
    byte[] second = scalar(2, "loss", 0.25);
    byte[] zeros = new byte[second.length];
    write(NAME, scalar(1, "loss", 0.5), zeros, scalar(3, "loss", 0.125));
    write("events.out.tfevents.1764547300.host", scalar(9, "other", 1));
    TensorBoardFiles files = files();
    for (int i = 0; i < 5; i++) {
      files.poll();
    }
    assertThat(files.newest()).containsOnly(Map.entry("loss", 0.5), Map.entry("other", 1.0));
    assertThat(files.summary().faults())
        .singleElement()
        .asString()
        .contains("there is no record at byte")
        .contains(NAME);

    try (RandomAccessFile file = new RandomAccessFile(path(NAME).toFile(), "rw")) {
      file.seek(scalar(1, "loss", 0.5).length);
      file.write(second);
    }
    write(NAME, scalar(4, "loss", 0.0625));
    files.poll();

    assertThat(files.newest()).containsEntry("loss", 0.0625);
    assertThat(files.summary().curves().get("loss").points())
        .extracting(Point::step)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(files.summary().faults()).hasSize(1);
  }

  @Test
  void aRecordThatIsDamagedIsToldOnceWhoeverReads() throws IOException {
    byte[] damaged = scalar(2, "loss", 0.25);
    damaged[20] ^= 1;
    write(NAME, scalar(1, "loss", 0.5), damaged, scalar(3, "loss", 0.125));
    try (TensorBoardFiles first = files()) {
      first.poll();
    }
    write(NAME, scalar(4, "loss", 0.1));
    TensorBoardSummary summary = finished();

    assertThat(summary.figures()).containsOnly(Map.entry("loss", 0.5));
    assertThat(summary.faults()).singleElement().asString().contains("is damaged");
  }

  @Test
  void allThatWasReadOutlivesAWorker() throws IOException {
    write(NAME, scalar(1, "loss", 0.5), scalar(2, "loss", Double.NaN));
    files().poll();
    // It dies: nothing is closed.
    write(NAME, scalar(3, "loss", 0.25));
    TensorBoardSummary summary = finished();

    assertThat(summary.curves().get("loss").points())
        .extracting(Point::value)
        .containsExactly(0.5, Double.NaN, 0.25);
    assertThat(files().newest()).containsOnly(Map.entry("loss", 0.25));
  }

  @Test
  void aNoteThatIsDamagedIsNoHarm() throws IOException {
    write(NAME, scalar(1, "loss", 0.5));
    finished();
    Path note = directory.resolve("run/tensorboard.json");
    String whole = Files.readString(note);
    for (String damaged :
        List.of(
            "{",
            "{}",
            whole.replaceFirst("\"position\":[0-9]+", "\"position\":-7"),
            whole.replaceFirst("\"figures\":\\{", "\"figures\":null,\"x\":{"),
            whole.replaceFirst("\"points\":\"", "\"points\":\"?"))) {
      Files.writeString(note, damaged);

      assertThat(finished().figures()).as(damaged).containsOnly(Map.entry("loss", 0.5));
    }
  }

  @Test
  void aFileThatIsReplacedIsReadAnew() throws IOException {
    write(NAME, scalar(1, "loss", 0.5), scalar(2, "gone", 1));
    TensorBoardFiles files = files();
    files.poll();
    Path other = directory.resolve("other");
    Files.write(other, scalar(1, "loss", 9));
    Files.write(other, scalar(2, "loss", 8), StandardOpenOption.APPEND);
    Files.write(other, scalar(3, "loss", 7), StandardOpenOption.APPEND);
    Files.move(other, path(NAME), StandardCopyOption.REPLACE_EXISTING);
    files.poll();

    assertThat(files.newest()).containsOnly(Map.entry("loss", 7.0));
    assertThat(files.summary().curves().get("loss").count()).isEqualTo(3);

    Files.write(path(NAME), scalar(1, "loss", 3));
    files.poll();
    assertThat(files.summary().curves().get("loss").count()).isEqualTo(1);

    // Written over in place, and longer than it was.
    Files.write(path(NAME), scalar(1, "loss", 2));
    write(NAME, scalar(2, "loss", 1), scalar(3, "loss", 1));
    files.poll();
    assertThat(files.summary().curves().get("loss").count()).isEqualTo(3);
  }

  @Test
  void aRecordThatIsTooLongIsLeftOut() throws IOException {
    write(NAME, scalar(1, "loss", 0.5), header(100L << 20));
    try (RandomAccessFile file = new RandomAccessFile(path(NAME).toFile(), "rw")) {
      file.setLength(file.length() + (100L << 20) + 4);
    }
    write(NAME, scalar(2, "loss", 0.25));
    TensorBoardSummary summary = finished();

    assertThat(summary.figures()).containsOnly(Map.entry("loss", 0.25));
    assertThat(summary.faults()).singleElement().asString().contains("104857600 bytes");
  }

  @Test
  void largeRecordsAreRead() throws IOException {
    byte[] large = event(1, "image", out -> out.writeByteArray(4, new byte[5 << 20]));
    write(NAME, large, scalar(2, "loss", 0.25));

    assertThat(finished().figures()).containsOnly(Map.entry("loss", 0.25));
  }

  @Test
  void recordsThatAreNoEventsAreToldOnce() throws IOException {
    byte[] nested = new byte[10_000];
    Arrays.fill(nested, (byte) 0x2a);
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x0b);
    write(NAME, record(new byte[] {1, 2, 3}), record(nested), record(groups), record(new byte[0]));
    write(NAME, scalar(2, "loss", 0.25));
    TensorBoardSummary summary = finished();

    assertThat(summary.figures()).containsOnly(Map.entry("loss", 0.25));
    assertThat(summary.faults()).singleElement().asString().contains("a record is no event");
  }

  @Test
  void noBytesAreTooStrange() throws IOException {
    java.util.Random random = new java.util.Random(7);
    byte[] whole = Files.readAllBytes(RESOURCES.resolve("events.out.tfevents.1764547200.new"));
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = Arrays.copyOfRange(whole, 24, 24 + random.nextInt(whole.length - 24));
      for (int j = random.nextInt(20); j > 0 && changed.length > 0; j--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      write(NAME, record(changed));
    }
    write(NAME, scalar(2, "loss", 0.25), whole, new byte[7]);

    assertThat(finished().figures()).containsEntry("loss", 0.25).containsKey("epoch_loss");
  }

  @Test
  void foldersOfARunAreToldApart() throws IOException {
    write("logs/train/" + NAME, scalar(1, "epoch_loss", 1));
    write("logs/validation/events.out.tfevents.1764547201.host", scalar(1, "epoch_loss", 2));

    assertThat(finished().figures())
        .containsOnly(Map.entry("train/epoch_loss", 1.0), Map.entry("validation/epoch_loss", 2.0));
  }

  @Test
  void aFolderThatComesLaterHasAName() throws IOException {
    write("runs/a/" + NAME, scalar(1, "loss", 1));
    TensorBoardFiles files = files();
    files.poll();
    write("runs/a/loss_best/events.out.tfevents.1764547201.host", scalar(1, "loss", 2));
    write("runs/b/events.out.tfevents.1764547202.host", scalar(1, "loss", 3));
    clock.step(Duration.ofSeconds(2));
    files.poll();

    assertThat(files.newest())
        .containsOnly(
            Map.entry("loss", 1.0), Map.entry("loss_best/loss", 2.0), Map.entry("b/loss", 3.0));
  }

  @Test
  void onlyFilesOfTheRunAreRead() throws IOException {
    write(NAME, scalar(1, "old", 1));
    Files.setLastModifiedTime(path(NAME), FileTime.from(Instant.EPOCH));
    write(".cache/" + NAME, scalar(1, "hidden", 1));
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Files.write(elsewhere.resolve(NAME), scalar(1, "elsewhere", 1));
    Files.createSymbolicLink(folder.work().resolve("link"), elsewhere);
    Files.createSymbolicLink(
        folder.work().resolve("events.out.tfevents.2"), elsewhere.resolve(NAME));
    new ProcessBuilder("mkfifo", folder.work().resolve("events.out.tfevents.3").toString())
        .start()
        .onExit()
        .join();
    Path out = Files.createDirectories(folder.unfinished().resolve("tensorboard"));
    Files.write(out.resolve(NAME), scalar(1, "loss", 1));

    assertThat(finished().figures()).containsOnly(Map.entry("loss", 1.0));
  }

  @Test
  void manyOfEverythingStayFew() throws IOException {
    for (int i = 0; i < 600; i++) {
      String tag = "t" + i;
      write(
          NAME,
          scalar(i, tag, i),
          event(i, tag, out -> out.writeByteArray(5, new byte[0])),
          tensor(
              i,
              tag,
              "text",
              out -> {
                out.writeEnum(1, 7);
                out.writeBytes(8, TestingEvents.text("x".repeat(10_000)));
              }));
    }
    write(NAME, scalar(1, "y".repeat(100_000), 1));
    for (int i = 0; i < 300; i++) {
      write("many/" + i + "/" + NAME, scalar(1, "z", 1));
    }
    TensorBoardSummary summary = finished();

    assertThat(summary.figures()).hasSize(500);
    assertThat(summary.histograms()).hasSize(500);
    assertThat(summary.texts()).hasSize(100);
    assertThat(summary.texts().get("t0").text()).hasSize(4_096);
    assertThat(Files.size(directory.resolve("run/tensorboard.json"))).isLessThan(2 << 20);
  }

  private TensorBoardSummary finished() throws IOException {
    TensorBoardFiles files = files();
    files.finish();
    return files.summary();
  }

  private TensorBoardFiles files() {
    return new TensorBoardFiles(folder, clock);
  }

  private Path path(String name) {
    return folder.work().resolve(name);
  }

  private void write(String name, byte[]... records) throws IOException {
    Files.createDirectories(path(name).getParent());
    for (byte[] bytes : records) {
      Files.write(path(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
