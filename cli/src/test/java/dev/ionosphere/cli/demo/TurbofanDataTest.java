package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurbofanDataTest {
  private static final Path ARCHIVE = Path.of("../examples/turbofan/data/train_FD001.txt.gz");

  @TempDir Path directory;

  @Test
  void cutsTheDataForLearningAndFlying() throws IOException {
    TurbofanData data = TurbofanData.write(ARCHIVE, directory, 3);
    assertThat(data.trainingRows()).isEqualTo(60 * 60);
    assertThat(data.flights())
        .containsEntry("engine-61", 185)
        .containsEntry("engine-62", 180)
        .containsEntry("engine-63", 174)
        .hasSize(3);
    List<String> flights = Files.readAllLines(directory.resolve("data/engine-61.csv"));
    assertThat(flights).hasSize(186);
    assertThat(flights.getFirst()).startsWith("unit,cycle,setting1").endsWith(",sensor21");
    assertThat(flights.get(1)).startsWith("61,1,");
    assertThat(Files.readAllLines(directory.resolve("data/train.csv")))
        .hasSize(3601)
        .allMatch(line -> line.split(",").length == 26)
        .noneMatch(line -> line.startsWith("61,"));
  }
}
