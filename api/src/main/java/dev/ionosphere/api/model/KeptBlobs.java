package dev.ionosphere.api.model;

import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The blobs that models need. */
@Singleton
public final class KeptBlobs {

  private static final int PAGE = 200;

  /** What approvers were shown, which the ledger has the digest of, and where it came from. */
  private static final Set<Role> EVIDENCE = EnumSet.of(Role.METRICS, Role.BASELINE, Role.LINEAGE);

  private final RegisteredModels models;

  KeptBlobs(RegisteredModels models) {
    this.models = models;
  }

  /** Names of blobs: of a pruned model its manifest and evidence, of any other all of it. */
  public Set<String> all() {
    Set<String> kept = new HashSet<>();
    String after = "";
    List<RegisteredModel> page;
    Set<String> pruned = Set.copyOf(models.pruned());
    do {
      page = models.after(after, PAGE);
      for (RegisteredModel model : page) {
        after = model.digest();
        add(kept, model, pruned.contains(model.digest()));
      }
    } while (page.size() == PAGE);
    return kept;
  }

  private static void add(Set<String> kept, RegisteredModel model, boolean pruned) {
    kept.add(new Digest(model.digest()).hex());
    Manifest.read(model.manifest().getBytes(StandardCharsets.UTF_8)).parts().stream()
        .filter(part -> !pruned || EVIDENCE.contains(part.role()))
        .forEach(part -> kept.add(part.digest().hex()));
  }
}
