package dev.ionosphere.programs.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.programs.SteppedClock;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.MetricPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProgramOutputTest {

  private static final List<MetricPattern> LOSS =
      List.of(new MetricPattern("loss", "loss=([0-9.eE+-]+)"));

  @TempDir Path directory;
  private RunFolder folder;
  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-12-01T00:00:00Z"));

  @BeforeEach
  void prepare() throws IOException {
    folder = new RunFolder(directory.resolve("run"));
    folder.prepare();
  }

  @Test
  void linesAreKeptAndFiguresAreRead() throws IOException {
    ProgramOutput output = output();
    print("epoch 1 loss=0.5\nepoch 2 lo");
    output.poll();
    assertThat(output.metrics()).containsEntry("loss", 0.5);
    print("ss=2.5e-1 loss=0.2\nend");
    output.finish();

    assertThat(output.metrics()).containsEntry("loss", 0.2);
    assertThat(log()).containsExactly("epoch 1 loss=0.5", "epoch 2 loss=2.5e-1 loss=0.2", "end");
  }

  @Test
  void aBarThatWritesOverItselfIsKeptOnceASecondAndAtItsEnd() throws IOException {
    ProgramOutput output = output();
    for (int i = 0; i <= 1000; i++) {
      print("\r%d/1000 loss=%s".formatted(i, i / 1000.0));
      if (i % 10 == 0) {
        clock.step(Duration.ofMillis(100));
      }
      output.poll();
    }
    print("\ndone\r\n");
    output.finish();

    assertThat(log()).hasSizeBetween(10, 15).endsWith("1000/1000 loss=1.0", "done");
    assertThat(output.metrics()).containsEntry("loss", 1.0);
  }

  @Test
  void whatIsNoTextIsKeptAsFarAsItIs() throws IOException {
    ProgramOutput output = output();
    Files.write(
        folder.raw(),
        new byte[] {'a', (byte) 0xb2, 'b', '\n'},
        StandardOpenOption.APPEND,
        StandardOpenOption.CREATE);
    output.finish();

    assertThat(log()).containsExactly("a\uFFFDb");
  }

  @Test
  void muchOutputIsBoundedAndTold() throws IOException {
    ProgramOutput output = new ProgramOutput(folder, LOSS, clock, 10_000, 2_000);
    for (int i = 0; i < 1_000; i++) {
      print("line %04d%n".formatted(i));
      output.poll();
    }
    output.finish();

    assertThat(Files.size(folder.raw())).isLessThan(10_000);
    assertThat(Files.readAllLines(KeptOutput.head(folder.log()))).startsWith("line 0000");
    assertThat(Files.readAllLines(KeptOutput.older(folder.log()))).contains("line 0999");
    assertThat(log().getLast())
        .matches("ionosphere: [0-9]+ bytes of output were dropped, the first and the newest.*");
    assertThat(output.dropped()).isPositive();
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aProgramThatPrintsFasterThanItIsReadHoldsUpNobody() throws IOException {
    Clock printing =
        new SteppedClock(clock.instant()) {
          @Override
          public Instant instant() {
            // Whenever a line is read, the next ones are there.
            try {
              print("\rmore\rand more");
            } catch (IOException full) {
              throw new UncheckedIOException(full);
            }
            return super.instant();
          }
        };
    ProgramOutput output = new ProgramOutput(folder, LOSS, printing, 1_000, 2_000);
    print("first\rsecond\rthird");

    output.poll();

    assertThat(Files.size(folder.raw())).isLessThan(1_000);
  }

  @Test
  void ofWhatIsTooMuchAtOnceTheFirstAndTheNewestIsRead() throws IOException {
    ProgramOutput output = new ProgramOutput(folder, LOSS, clock, 1_000, 20_000);
    print("first\n" + "x\n".repeat(5_000) + "loss=0.5\n");

    output.finish();

    assertThat(log()).startsWith("first", "x").contains("loss=0.5");
    assertThat(output.metrics()).containsEntry("loss", 0.5);
    assertThat(output.dropped()).isBetween(8_900L, 9_100L);
    assertThat(folder.raw()).isEmptyFile();
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatIsNoFileOfTheProgramsIsNotRead() throws IOException {
    Path strange = Files.writeString(directory.resolve("strange"), "loss=0.5\n".repeat(1_000));
    Files.createSymbolicLink(folder.raw(), strange);
    ProgramOutput output = new ProgramOutput(folder, LOSS, clock, 1_000, 20_000);

    output.finish();

    assertThat(output.metrics()).isEmpty();
    assertThat(Files.size(strange)).isEqualTo(9_000);
  }

  @Test
  void aLineWithoutEndIsCut() throws IOException {
    ProgramOutput output = output();
    print("x".repeat(200_000));
    output.finish();

    assertThat(log()).hasSize(4).allMatch(line -> line.length() <= 65_536);
  }

  @Test
  void anotherWorkerGoesOnWhereTheOneBeforeWas() throws IOException {
    print("loss=0.5\nsecond\n");
    try (ProgramOutput before = output()) {
      before.poll();
    }
    print("third\n");
    ProgramOutput after = output();
    after.finish();

    assertThat(log()).containsExactly("loss=0.5", "second", "third");
    assertThat(after.metrics()).containsEntry("loss", 0.5);
  }

  @Test
  void aNoteThatAProgramSpoiledKeepsNobodyFromReading() throws IOException {
    for (String spoiled : List.of("{", "null", "7", "{\"position\":-1}")) {
      prepare();
      print("first\n");
      Files.writeString(folder.path().resolve("output.json"), spoiled);
      output().finish();
      assertThat(log()).containsExactly("first");
    }
  }

  private ProgramOutput output() throws IOException {
    return new ProgramOutput(folder, LOSS, clock);
  }

  private void print(String text) throws IOException {
    Files.writeString(
        folder.raw(),
        text,
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND,
        StandardOpenOption.CREATE);
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.log());
  }
}
