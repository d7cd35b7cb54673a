package dev.ionosphere.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.blob.BlobStore;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Lineage;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.PlanSignature;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that nothing refers to give up what devices would fetch, and nothing else. */
class ModelRetentionTest {

  @TempDir private Path directory;
  private ApplicationContext hub;
  private BlobStore blobs;
  private Instant now;

  /** A hub of its own: nothing else may leave models or blobs here. */
  @BeforeEach
  void start() {
    hub =
        ApplicationContext.run(
            PropertySource.of(
                "model-retention",
                Map.of(
                    "datasources.default.url",
                    Database.memory("model-retention-" + directory.getFileName()),
                    "hub.data",
                    directory.toString())),
            "test");
    blobs = hub.getBean(BlobStore.class);
    now = hub.getBean(Clock.class).instant();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void onlyWhatNothingRefersToIsPruned() throws IOException {
    ion("prune", Map.of());
    ion("keep", Map.of("ionosphere.dev/legal-hold", "true"));
    String unused = model("prune", "unused", 400);
    String young = model("prune", "young", 300);
    String released = model("prune", "released", 401);
    String waiting = model("prune", "waiting", 402);
    String newest = model("prune", "newest", 1);
    String held = model("keep", "held", 400);
    String other = model("keep", "other", 1);
    release(released);
    approval(waiting);

    hub.getBean(RetentionSweep.class).sweep(RetentionKind.MODELS);

    List<String> pruned = hub.getBean(RegisteredModels.class).pruned();
    assertThat(pruned).contains(unused);
    assertThat(pruned).doesNotContain(young, released, waiting, newest, held, other);
  }

  @Test
  void aPrunedModelKeepsItsEvidenceAndComesBackWhenItIsMadeAgain() throws IOException {
    ion("again", Map.of());
    String digest = model("again", "old", 400);
    model("again", "new", 1);
    String orphan = blob("never registered".getBytes(StandardCharsets.UTF_8));
    untouched();
    hub.getBean(RetentionSweep.class).sweep(RetentionKind.MODELS);

    hub.getBean(BlobSweep.class).sweep();

    assertThat(blobs.size(orphan)).isEmpty();
    ModelRegistry registry = hub.getBean(ModelRegistry.class);
    RegisteredModel model = registry.model(digest);
    assertThat(registry.part(model, Role.METRICS)).isPresent();
    assertThat(registry.part(model, Role.BASELINE)).isPresent();
    assertThat(blobs.size(part(model, Role.PLAN))).isEmpty();
    assertThat(blobs.size(part(registry.model(newest("again")), Role.PLAN))).isPresent();

    blob(content("old", Role.PLAN));
    blob(content("old", Role.GOLDEN));
    registry.register(digest, "again", "retrain", "again.retrain.9");
    assertThat(hub.getBean(RegisteredModels.class).pruned()).doesNotContain(digest);
  }

  @Test
  void aBlobThatSomebodyCountsOnStays() throws IOException {
    String asked = blob("asked for again".getBytes(StandardCharsets.UTF_8));
    untouched();
    blobs.touch(asked);
    hub.getBean(BlobSweep.class).sweep();
    assertThat(blobs.size(asked)).isPresent();
  }

  private String newest(String ion) {
    return hub.getBean(RegisteredModels.class).newest(ion, "", 1).getFirst().digest();
  }

  private static String part(RegisteredModel model, Role role) {
    return Manifest.read(model.manifest().getBytes(StandardCharsets.UTF_8))
        .part(role)
        .orElseThrow()
        .digest()
        .hex();
  }

  /** As if all blobs were as old as they can be. */
  private void untouched() throws IOException {
    Path directory = Path.of(hub.getBean(HubConfiguration.class).data(), "blobs");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(30))));
      }
    }
  }

  private static byte[] content(String name, Role role) {
    return (role == Role.METRICS ? "{\"%s\":1}" : "%s " + role)
        .formatted(name)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String blob(byte[] content) throws IOException {
    String name = Digest.of(content).hex();
    blobs.put(name, new ByteArrayInputStream(content));
    return name;
  }

  private String model(String ion, String name, int days) throws IOException {
    List<Manifest.Part> parts = new ArrayList<>();
    for (Role role : List.of(Role.PLAN, Role.GOLDEN, Role.BASELINE, Role.METRICS)) {
      byte[] content = content(name, role);
      blob(content);
      parts.add(new Manifest.Part(role, Digest.of(content), content.length));
    }
    Manifest manifest =
        new Manifest(
            ion + "." + name,
            Instant.EPOCH,
            parts,
            PlanSignature.ofNumbers(List.of("x")),
            new Lineage(
                ion,
                "retrain",
                ion + ".retrain." + days,
                Optional.empty(),
                "kmeans",
                Optional.empty(),
                Map.of(),
                List.of()),
            "spark");
    byte[] json = manifest.toJson();
    blob(json);
    String digest = Digest.of(json).value();
    hub.getBean(RegisteredModels.class)
        .save(
            new RegisteredModel(
                digest,
                ion,
                "retrain",
                ion + ".retrain." + days,
                "signed",
                "key",
                10,
                new String(json, StandardCharsets.UTF_8),
                Map.of(),
                now.minus(Duration.ofDays(days))));
    return digest;
  }

  private void release(String digest) {
    hub.getBean(ModelReleases.class)
        .save(
            new ModelRelease(
                "prune.detect.1", "prune", "detect", 1, digest, List.of(), "system", now, 1));
  }

  private void approval(String digest) {
    hub.getBean(Approvals.class)
        .save(
            new Approval(
                "prune.review.1",
                "prune",
                "review",
                "pending",
                "sha256:subject",
                digest,
                null,
                "approver",
                1,
                "person:ann",
                now,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null));
  }

  private void ion(String name, Map<String, String> labels) {
    hub.getBean(StoredIons.class)
        .save(
            new StoredIon(
                name, 1, "sha256:1", "{}", labels, "running", "person:ann", now, null, 0));
  }
}
