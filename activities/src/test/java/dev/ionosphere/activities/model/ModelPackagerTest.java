package dev.ionosphere.activities.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.PlanJson;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackagerTest {
  private static final TrainingOrigin ORIGIN =
      new TrainingOrigin(
          "turbofan",
          "retrain",
          "turbofan.retrain.1",
          "person:ada",
          "kmeans",
          Digest.of("jar".getBytes(StandardCharsets.UTF_8)),
          Optional.empty(),
          Map.of("k", 2, "input", "a.csv"),
          Map.of("csv", Map.of("delimiter", ";")),
          "spark-4.1.0");

  @TempDir Path directory;
  private Path output;
  private final ModelPackager packager = new ModelPackager();

  @BeforeEach
  void train() throws IOException {
    output = Files.createDirectories(directory.resolve("output"));
    write(
        "plan.json",
        """
        {"features":["x"],"means":[1.0],"deviations":[2.0],"centres":[[-1.0],[1.0]],
         "threshold":0.5,"quantile":0.99}\
        """);
    write(
        "golden.json",
        """
        {"features":["x"],"rows":[[-1.0],[4.0]],"clusters":[0,1],"distances":[0.0,0.5]}\
        """);
    write(
        "baseline.json",
        """
        {"features":[{"name":"x","kind":"categorical","edges":[-1.0,4.0],"counts":[1,1,0]}]}\
        """);
    write("metrics.json", "{\"wssse\":0.25,\"rows\":2,\"sizes\":[1,1]}");
    write("schema.json", "{\"features\":[],\"constant\":[]}");
    write("completed.json", completed("turbofan.retrain.1"));
    Files.createDirectories(output.resolve("spark-model/metadata"));
    write("spark-model/metadata/part-00000", "{}");
    write("spark-model/metadata/.part-00000.crc", "x");
  }

  private static String completed(String run) {
    return "{\"run\":\"%s\",\"rows\":2,\"dataDigest\":\"%s\"}"
        .formatted(run, Digest.of(new byte[] {1}));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(output.resolve(name), content);
  }

  @Test
  void packsEveryPart() throws IOException {
    ModelPackage made = packager.pack(ORIGIN, output);
    assertThat(made.manifest().parts())
        .extracting(Manifest.Part::role)
        .containsExactly(Role.values());
    assertThat(made.parts()).hasSize(Role.values().length);
    assertThat(made.metrics()).containsOnly(Map.entry("wssse", 0.25), Map.entry("rows", 2.0));
    assertThat(made.manifest().lineage().arguments())
        .containsEntry("k", "2")
        .containsEntry("format", "{\"csv\":{\"delimiter\":\";\"}}");
    assertThat(Manifest.read(made.manifest().toJson())).isEqualTo(made.manifest());
  }

  @Test
  void packsTheSameOutputToTheSameModel() throws IOException {
    assertThat(packager.pack(ORIGIN, output).manifest().digest())
        .isEqualTo(packager.pack(ORIGIN, output).manifest().digest());
  }

  @Test
  void refusesAScorerThatDiffersFromTheEngine() throws IOException {
    write(
        "golden.json",
        """
        {"features":["x"],"rows":[[-1.0],[4.0]],"clusters":[0,1],"distances":[0.0,0.500001]}\
        """);
    assertThatThrownBy(() -> packager.pack(ORIGIN, output))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("turbofan.retrain.1")
        .hasMessageContaining("golden row 1");
  }

  @Test
  void refusesAnotherRunsOutput() throws IOException {
    write("completed.json", completed("turbofan.retrain.2"));
    assertThatThrownBy(() -> packager.pack(ORIGIN, output))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("turbofan.retrain.2");
  }

  @Test
  void refusesAFeatureWithoutBaseline() throws IOException {
    write("baseline.json", "{\"features\":[]}");
    assertThatThrownBy(() -> packager.pack(ORIGIN, output))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("'x'");
  }

  @Test
  void packsAPlanThatIsBinaryAlready() throws IOException {
    Digest ofText = packager.pack(ORIGIN, output).manifest().digest();
    Path text = output.resolve("plan.json");
    byte[] binary = PlanJson.read(Files.readAllBytes(text)).toBytes();
    Files.write(output.resolve("plan.bin"), binary);
    Files.delete(text);
    assertThat(packager.pack(ORIGIN, output).manifest().digest()).isEqualTo(ofText);
    assertThat(packager.pack(ORIGIN, output).manifest().digest()).isEqualTo(ofText);

    binary[binary.length / 2] ^= 1;
    Files.write(output.resolve("plan.bin"), binary);
    assertThatThrownBy(() -> packager.pack(ORIGIN, output))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("scoring plan, checksum");
  }

  @Test
  void namesAFileThatIsTooLarge() throws IOException {
    sparse("plan.json", TrainingFiles.MOST_BYTES + 1);
    assertThatThrownBy(() -> packager.pack(ORIGIN, output))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("plan.json has 67108865 bytes, at most 67108864 are allowed");
    sparse("plan.bin", ScoringPlan.MOST_BYTES + 1);
    assertThatThrownBy(() -> packager.pack(ORIGIN, output))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("plan.bin has 268435457 bytes, at most 268435456 are allowed");
  }

  private void sparse(String name, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(output.resolve(name).toFile(), "rw")) {
      file.setLength(size);
    }
  }

  @Test
  void namesAMissingFile() throws IOException {
    Files.delete(output.resolve("plan.json"));
    assertThatThrownBy(() -> packager.pack(ORIGIN, output))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("plan.json");
  }
}
