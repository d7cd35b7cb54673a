package dev.ionosphere.edge.testing;

import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Lineage;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.Output;
import dev.ionosphere.models.scoring.PlanSignature;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A signed package of a forest of any size, whose plan is a file. */
public final class LargeModel {

  private static final List<String> FEATURES = TestingModel.FEATURES;

  private final Path plan;
  private final Digest planDigest;
  private final Map<String, byte[]> blobs = new LinkedHashMap<>();
  private final ModelRef reference;

  private LargeModel(ModelSigner signer, String name, Path plan, double[] golden)
      throws IOException {
    this.plan = plan;
    this.planDigest = digest(plan);
    Bins bins = Bins.continuous(-10, -1, 0, 1, 10);
    long[] counts = new long[bins.size()];
    Arrays.fill(counts, 5);
    Baseline baseline =
        new Baseline(
            FEATURES.stream()
                .map(feature -> new Baseline.Feature(feature, bins, Histogram.of(counts)))
                .toList());
    byte[] json =
        new Manifest(
                name,
                Instant.EPOCH,
                List.of(
                    new Manifest.Part(Role.PLAN, planDigest, Files.size(plan)),
                    part(Role.GOLDEN, golden(golden)),
                    part(Role.BASELINE, baseline.toJson())),
                new PlanSignature(
                    ScoringPlan.numbers(FEATURES),
                    List.of(new PlanSignature.Said("sum", Output.Kind.VALUE, List.of()))),
                new Lineage(
                    "pump",
                    "retrain",
                    "pump.retrain.1",
                    Optional.empty(),
                    "forest",
                    Optional.empty(),
                    Map.of(),
                    List.of()),
                "testing-1")
            .toJson();
    Digest digest = Digest.of(json);
    blobs.put(digest.hex(), json);
    ModelSignature signature = signer.sign(digest);
    long bytes = Files.size(plan) + blobs.values().stream().mapToLong(b -> b.length).sum();
    this.reference = new ModelRef(digest.value(), signature.value(), signature.keyId(), bytes);
  }

  /**
   * One of about so many megabytes.
   *
   * @param directory where its plan is made
   */
  public static LargeModel of(ModelSigner signer, String name, int megabytes, Path directory)
      throws IOException {
    return of(signer, name, megabytes, LargeForest.Fault.NONE, directory);
  }

  /** One that has a fault, and is signed all the same. */
  public static LargeModel of(
      ModelSigner signer, String name, int megabytes, LargeForest.Fault fault, Path directory)
      throws IOException {
    Path plan = directory.resolve(name + ".plan");
    double[] golden = new LargeForest(FEATURES, name.hashCode(), fault).write(plan, megabytes);
    return new LargeModel(signer, name, plan, golden);
  }

  public ModelRef reference() {
    return reference;
  }

  public String planHex() {
    return planDigest.hex();
  }

  Path plan() {
    return plan;
  }

  /** All but the plan. */
  Map<String, byte[]> blobs() {
    return blobs;
  }

  private Manifest.Part part(Role role, byte[] content) {
    blobs.put(Digest.of(content).hex(), content);
    return Manifest.Part.of(role, content);
  }

  private static byte[] golden(double[] sums) {
    return """
    {"columns":["heat","shake"],"rows":%s,"outputs":[{"name":"sum","values":%s}]}\
    """
        .formatted(Arrays.deepToString(LargeForest.ROWS), Arrays.toString(sums))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static Digest digest(Path file) throws IOException {
    java.security.MessageDigest digest = Digest.sha256();
    try (java.io.InputStream in =
        new java.security.DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Digest.ofHash(digest.digest());
  }
}
