package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.ion.Difference;
import dev.ionosphere.api.ion.IonGeneration;
import dev.ionosphere.api.ion.IonGenerations;
import dev.ionosphere.api.ion.StoredIons;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a proposed document against the one that the ION follows. */
@Singleton
final class DocumentChanges {
  private final IonGenerations generations;
  private final StoredIons ions;

  DocumentChanges(IonGenerations generations, StoredIons ions) {
    this.generations = generations;
    this.ions = ions;
  }

  /** Null if it is about a model. */
  @Nullable DocumentChange of(Approval approval) {
    if (!approval.isChange()) {
      return null;
    }
    String proposed = document(approval.ion(), Optional.of(approval.candidate()));
    String inForce = document(approval.ion(), ions.inForce(approval.ion()));
    return new DocumentChange(
        proposed.isEmpty() ? List.of() : Difference.lines(inForce, proposed),
        approval.reason() == null ? List.of() : List.of(approval.reason().split("; ")));
  }

  private String document(String ion, Optional<String> digest) {
    return digest
        .flatMap(known ->
            generations.findByIonAndDigestOrderByGenerationDesc(ion, known).stream().findFirst())
        .map(IonGeneration::document)
        .orElse("");
  }
}
