package dev.ionosphere.activities.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.activities.engine.InputDigest;
import dev.ionosphere.activities.engine.ProgramRunInfo;
import dev.ionosphere.activities.model.PackagingException;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.reader.ComponentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs leave, whatever they leave: trying again would find the same. */
class ProgramModelsTest {

  @TempDir Path directory;
  private RunFolder folder;
  private Path model;
  private Path rows;

  @BeforeEach
  void write() throws IOException {
    folder = new RunFolder(directory.resolve("run"));
    folder.prepare();
    rows = Files.createDirectories(folder.inputs().resolve("train")).resolve("rows.csv");
    Files.writeString(rows, "x\n-1\n4\n");
    model = Files.createDirectories(folder.outputs().resolve("model"));
    Files.writeString(
        model.resolve("plan.json"),
        """
        {"features":["x"],"means":[1.0],"deviations":[2.0],"centres":[[-1.0],[1.0]],
         "threshold":0.5,"quantile":0.99}\
        """);
    Files.writeString(
        model.resolve("golden.json"),
        """
        {"features":["x"],"rows":[[-1.0],[4.0]],"clusters":[0,1],"distances":[0.0,0.5]}\
        """);
  }

  @Test
  void figuresThatAreNoNumbersAreLeftOut() throws Exception {
    // As Python writes what went wrong.
    Files.writeString(
        model.resolve("metrics.json"),
        "{\"loss\": NaN, \"best\": -Infinity, \"far\": 1e999, \"accuracy\": 0.5, \"by\": \"anna\"}");

    Path made = convert("{kind: model}");

    assertThat(new ObjectMapper().readTree(made.resolve("metrics.json").toFile()))
        .isEqualTo(new ObjectMapper().readTree("{\"accuracy\":0.5,\"rows\":2}"));
  }

  @Test
  void figuresThatCannotBeReadAreRefused() throws IOException {
    Files.writeString(model.resolve("metrics.json"), "{\"loss\": 0.5");

    assertThatThrownBy(() -> convert("{kind: model}"))
        .isInstanceOf(PackagingException.class)
        .hasMessageStartingWith("metrics.json of the model's folder is no JSON: ");
  }

  @Test
  void aPlanThatIsNoneIsRefused() throws IOException {
    for (String none : List.of("{", "{}", "[]", "")) {
      Files.writeString(model.resolve("plan.json"), none);

      assertThatThrownBy(() -> convert("{kind: model}")).isInstanceOf(PackagingException.class);
    }
  }

  @Test
  void anInputThatIsNoTableIsRefused() throws IOException {
    Files.write(rows, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, '"', '\n', 1, ',', 2});

    assertThatThrownBy(() -> convert("{kind: model}")).isInstanceOf(PackagingException.class);
  }

  @Test
  void rowsThatWereNotGivenProveNothing() {
    assertThatThrownBy(() -> convert("{kind: model, sample: holdout}"))
        .isInstanceOf(PackagingException.class)
        .hasMessage(
            "component churn@1.0.0 was given no data set 'holdout', whose rows prove its model");
  }

  private Path convert(String output) throws IOException, InterruptedException {
    String manifest =
        """
        apiVersion: ionosphere.dev/v1
        kind: Component
        metadata: {name: churn, version: 1.0.0}
        command: [sh, train.sh]
        inputs: {train: {kind: dataset}, holdout: {kind: dataset, optional: true}}
        outputs: {model: %s}
        """
            .formatted(output);
    Component component =
        ((ComponentReader.Result.Valid) ComponentReader.read(manifest)).component();
    Exporter none =
        (of, home, estimator, work, features, to) -> {
          throw new AssertionError("there is no estimator");
        };
    return new ProgramModels(none)
        .convert(
            "a.b.1",
            new ProgramRunInfo(component, folder, InputDigest.of(List.of(rows)), Map.of()),
            directory,
            Map.of());
  }
}
