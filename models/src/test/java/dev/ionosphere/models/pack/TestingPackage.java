package dev.ionosphere.models.pack;

import dev.ionosphere.models.scoring.Output;
import dev.ionosphere.models.scoring.PlanSignature;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small signed package. */
final class TestingPackage {

  static final ModelSigner SIGNER = ModelSigner.create();

  static final PlanSignature SIGNATURE =
      new PlanSignature(
          ScoringPlan.numbers(List.of("s2", "s3", "température")),
          List.of(
              new PlanSignature.Said("cluster", Output.Kind.LABEL, List.of("0", "1")),
              new PlanSignature.Said("distance", Output.Kind.VALUE, List.of())));

  final Map<Role, byte[]> parts = new EnumMap<>(Role.class);

  TestingPackage() {
    for (Role role : Role.values()) {
      parts.put(role, ("content of " + role).getBytes(StandardCharsets.UTF_8));
    }
  }

  Manifest manifest() {
    return new Manifest(
        "turbofan.retrain.3",
        Instant.parse("2026-02-03T09:00:00.123Z"),
        parts.entrySet().stream().map(e -> Manifest.Part.of(e.getKey(), e.getValue())).toList(),
        SIGNATURE,
        lineage(),
        "spark-4.1.0");
  }

  static Lineage lineage() {
    return new Lineage(
        "turbofan",
        "retrain",
        "turbofan.retrain.3",
        Optional.of(Digest.of(new byte[] {1})),
        "kmeans",
        Optional.empty(),
        Map.of("k", "8", "input", "data/train.csv", "a", ""),
        List.of(Digest.of(new byte[] {2})));
  }

  PartSource source() {
    Map<Digest, byte[]> blobs = new HashMap<>();
    parts.values().forEach(part -> blobs.put(Digest.of(part), part));
    return PartSource.of(blobs);
  }

  static PackageReader reader() {
    return new PackageReader(ModelVerifier.trusting(Map.of(SIGNER.keyId(), SIGNER.publicKey())));
  }
}
