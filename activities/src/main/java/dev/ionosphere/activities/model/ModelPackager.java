package dev.ionosphere.activities.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Lineage;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.GoldenRows;
import dev.ionosphere.models.scoring.Parity;
import dev.ionosphere.models.scoring.PlanSignature;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Converts a training run's output to a model package, and refuses one that the native scorer does
 * not score exactly as the engine did. The same output always gives the same package.
 */
public final class ModelPackager {
  private static final String COMPLETED = "completed.json";

  private final ObjectMapper json =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /**
   * @throws PackagingException if something is missing, malformed or unlike the engine's own
   * @throws IOException if a file cannot be read or written
   */
  public ModelPackage pack(TrainingOrigin origin, Path output) throws IOException {
    try {
      return checkedPack(origin, output);
    } catch (ModelFormatException malformed) {
      throw new PackagingException(
          "run %s: its output is no model: %s".formatted(origin.run(), malformed.getMessage()),
          malformed);
    } catch (InternalError cut) {
      // So the JVM tells of a page that is not there any more.
      throw new IOException(
          "run %s: its plan was cut while it was read".formatted(origin.run()), cut);
    }
  }

  private ModelPackage checkedPack(TrainingOrigin origin, Path output) throws IOException {
    JsonNode completed = json.readTree(read(output, COMPLETED));
    if (!origin.run().equals(completed.path("run").asText())) {
      throw new PackagingException(
          "run %s: %s is of run '%s'"
              .formatted(origin.run(), COMPLETED, completed.path("run").asText()));
    }
    byte[] golden = read(output, "golden.json");
    Baseline baseline = Baseline.read(read(output, "baseline.json"));
    PlanFile planFile = PlanFile.beside(output);
    PlanSignature signature = checked(origin, planFile, golden, baseline);
    byte[] metrics = read(output, "metrics.json");
    Digest data = new Digest(completed.path("dataDigest").asText());

    Map<Role, Blob> parts = new EnumMap<>(Role.class);
    parts.put(Role.PLAN, Blob.of(planFile.path()));
    parts.put(Role.GOLDEN, Blob.of(golden));
    parts.put(Role.BASELINE, Blob.of(baseline.toJson()));
    parts.put(Role.METRICS, Blob.of(metrics));
    parts.put(Role.LINEAGE, Blob.of(lineageFile(origin, data, completed, output)));
    parts.put(Role.SOURCE, source(output));

    Manifest manifest =
        new Manifest(
            origin.run(),
            created(output),
            parts.entrySet().stream().map(ModelPackager::part).toList(),
            signature,
            lineage(origin, data),
            origin.engine());
    return new ModelPackage(
        manifest,
        List.copyOf(parts.values()),
        numbers(json.readTree(metrics)),
        evidence(parts.get(Role.METRICS), parts.get(Role.BASELINE)));
  }

  private static PlanSignature checked(
      TrainingOrigin origin, PlanFile file, byte[] golden, Baseline baseline) throws IOException {
    try (Arena mapping = Arena.ofConfined()) {
      ScoringPlan plan = file.read(mapping);
      checkParity(origin, plan, golden);
      checkCovered(origin, plan, baseline);
      return plan.signature();
    }
  }

  private static void checkParity(TrainingOrigin origin, ScoringPlan plan, byte[] golden) {
    switch (GoldenRows.read(golden).verify(plan)) {
      case Parity.Equal equal -> {}
      case Parity.Different different ->
          throw new PackagingException(
              "run %s: the scorer differs from %s, %s"
                  .formatted(origin.run(), origin.engine(), different.message()));
    }
  }

  private static void checkCovered(TrainingOrigin origin, ScoringPlan plan, Baseline baseline) {
    for (String feature : plan.features()) {
      if (baseline.feature(feature).isEmpty()) {
        throw new PackagingException(
            "run %s: the baseline has no histogram of feature '%s'"
                .formatted(origin.run(), feature));
      }
    }
  }

  private static Manifest.Part part(Map.Entry<Role, Blob> entry) {
    Blob blob = entry.getValue();
    return new Manifest.Part(entry.getKey(), blob.digest(), blob.bytes());
  }

  private Lineage lineage(TrainingOrigin origin, Digest data) {
    Map<String, String> arguments = new TreeMap<>();
    origin.arguments().forEach((name, value) -> arguments.put(name, text(value)));
    if (!origin.format().isEmpty()) {
      // The same data, read in another way, makes another model.
      arguments.putIfAbsent("format", text(origin.format()));
    }
    // The manifest's component is a plain name, as devices of earlier versions read it.
    String[] component = origin.component().split("@", 2);
    if (component.length == 2) {
      arguments.putIfAbsent("componentVersion", component[1]);
    }
    return new Lineage(
        origin.ion(),
        origin.node(),
        origin.run(),
        Optional.of(data),
        component[0],
        Optional.of(origin.program()),
        arguments,
        List.of());
  }

  private String text(Object value) {
    return value instanceof String string ? string : json.valueToTree(value).toString();
  }

  /** What the manifest's lineage says, and who asked and what the columns were. */
  private byte[] lineageFile(TrainingOrigin origin, Digest data, JsonNode completed, Path output)
      throws IOException {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("ion", origin.ion());
    lineage.put("node", origin.node());
    lineage.put("run", origin.run());
    lineage.put("requester", origin.requester());
    lineage.put("engine", origin.engine());
    lineage.put("component", origin.component());
    lineage.put("componentDigest", origin.program().value());
    origin.pushedBy().ifPresent(person -> lineage.put("componentPushedBy", person));
    lineage.put("arguments", origin.arguments());
    lineage.put("format", origin.format());
    lineage.put("dataDigest", data.value());
    lineage.put("rows", completed.path("rows"));
    lineage.put("schema", json.readTree(read(output, "schema.json")));
    return json.writeValueAsBytes(lineage);
  }

  private static Blob source(Path output) throws IOException {
    // Of a program of a user's own, what it left.
    Path own = output.resolve("model");
    Path model = Files.isDirectory(own) ? own : output.resolve("spark-model");
    Path zip = output.resolveSibling(model.getFileName() + ".zip");
    DirectoryZip.write(model, zip);
    return Blob.of(zip);
  }

  /** When the run was completed, not now: packaging again must give the same manifest. */
  private static Instant created(Path output) throws IOException {
    return Files.getLastModifiedTime(output.resolve(COMPLETED))
        .toInstant()
        .truncatedTo(ChronoUnit.MILLIS);
  }

  private static Map<String, Double> numbers(JsonNode metrics) {
    Map<String, Double> numbers = new TreeMap<>();
    metrics
        .properties()
        .forEach(metric -> {
          if (metric.getValue().isNumber()) {
            numbers.put(metric.getKey(), metric.getValue().doubleValue());
          }
        });
    return numbers;
  }

  private static Digest evidence(Blob metrics, Blob baseline) {
    String lines = "metrics %s\nbaseline %s\n".formatted(metrics.digest(), baseline.digest());
    return Digest.of(lines.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] read(Path output, String name) throws IOException {
    return TrainingFiles.read(output, name);
  }
}
