package dev.ionosphere.api.release;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.IonGeneration;
import dev.ionosphere.api.ion.IonGenerations;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.api.timeline.TimelineRecords;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.machine.engine.ChangePolicy;
import dev.ionosphere.workflows.machine.engine.ChangePolicy.Asked;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Which document an ION follows, as far as the hub knows by itself: the one it was launched with,
 * and from then on each that is as strict as the one before it, or that the approvers of the one
 * before approved.
 */
@Singleton
class DocumentAuthority {

  /** Changes since the last that was accepted are fewer than these. */
  private static final int CAUGHT_UP = 100;

  private final AcceptedDocuments accepted;
  private final SignedReleases releases;
  private final IonGenerations generations;
  private final Approvals approvals;
  private final CountedTickets tickets;
  private final StoredIons told;
  private final TimelineRecords records;
  private final Clock clock;

  DocumentAuthority(
      AcceptedDocuments accepted,
      SignedReleases releases,
      IonGenerations generations,
      Approvals approvals,
      CountedTickets tickets,
      StoredIons told,
      TimelineRecords records,
      Clock clock) {
    this.accepted = accepted;
    this.releases = releases;
    this.generations = generations;
    this.approvals = approvals;
    this.tickets = tickets;
    this.told = told;
    this.records = records;
    this.clock = clock;
  }

  /** A document with the reason why it may be followed. */
  record InForce(IonGeneration document, Ion ion, String basis) {}

  /** Absent: the hub knows of none. */
  Optional<InForce> inForce(String ion) {
    Optional<InForce> known = known(ion);
    String digest = known.map(of -> of.document().digest()).orElse("");
    if (told.inForce(ion).filter(other -> !other.equals(digest)).isEmpty()) {
      return known;
    }
    catchUp(ion);
    return known(ion);
  }

  /**
   * A workflow is told of a document before the hub has stored it, so the timeline may have told
   * that it is followed when nobody could say whether it may be.
   */
  private void catchUp(String ion) {
    List<TimelineRecord> changes =
        records.newest(
            ion,
            Long.MAX_VALUE,
            ColumnLimits.EARLIEST,
            ColumnLimits.LATEST,
            "document.changed",
            "",
            CAUGHT_UP);
    for (TimelineRecord change : changes.reversed()) {
      Optional<String> unused =
          follows(ion, Json.tree(change.data()).path("documentDigest").asText());
    }
  }

  private Optional<InForce> known(String ion) {
    return accepted
        .findFirstByIonOrderByGenerationDesc(ion)
        .flatMap(known ->
            generations
                .findById(known.id())
                .filter(document -> document.digest().equals(known.digest()))
                .map(document ->
                    new InForce(document, Documents.stored(document.document()), known.basis())));
  }

  /** Whether the document was ever applied to the ION, as far as the hub has stored it. */
  boolean isStored(String ion, String digest) {
    return !generations.findByIonAndDigestOrderByGenerationDesc(ion, digest).isEmpty();
  }

  /**
   * The ION tells that it follows a document. Why that is not believed; nothing if it is. Of an ION
   * that has followed none, any that was applied will do: there is no policy yet.
   */
  Optional<String> follows(String ion, String digest) {
    Optional<IonGeneration> next =
        generations.findByIonAndDigestOrderByGenerationDesc(ion, digest).stream().findFirst();
    if (next.isEmpty()) {
      return Optional.of("no document %s was ever applied to ION %s".formatted(digest, ion));
    }
    Optional<InForce> before = known(ion);
    if (before.isPresent()) {
      return follows(before.get(), next.get());
    }
    // What is still here is of another ION that had its name and was deleted.
    accepted.deleteByIon(ion);
    releases.deleteByIon(ion);
    accept(next.get(), "launched, applied by " + next.get().appliedBy());
    return Optional.empty();
  }

  private Optional<String> follows(InForce before, IonGeneration document) {
    String ion = document.ion();
    String digest = document.digest();
    IonGeneration old = before.document();
    if (document.generation() <= old.generation()) {
      return document.generation() == old.generation()
          ? Optional.empty()
          : Optional.of(
              "document generation %d is older than %d, which is followed"
                  .formatted(document.generation(), old.generation()));
    }
    List<Approval> changes =
        approvals.findByIonAndCandidate(ion, digest).stream().filter(Approval::isChange).toList();
    String subject = Subject.change(old.digest(), digest, document.generation());
    if (changes.stream().anyMatch(change -> isForced(change, subject))) {
      accept(document, "break-glass, applied by " + document.appliedBy());
      return Optional.empty();
    }
    Optional<String> missing =
        ChangePolicy.missing(
            before.ion(),
            old.digest(),
            Documents.stored(document.document()),
            digest,
            document.generation(),
            changes.stream()
                .map(change -> new Asked(change.id(), change.requester(), tickets.of(change)))
                .toList());
    if (missing.isEmpty()) {
      accept(document, "policy is kept or approved, applied by " + document.appliedBy());
    }
    return missing;
  }

  /** When the change was opened, and that it is over, is told; what the statement said is not. */
  private boolean isForced(Approval change, String subject) {
    return change.state().equals("forced") && tickets.brokeGlass(change.id(), subject);
  }

  private void accept(IonGeneration document, String basis) {
    if (!accepted.existsById(document.id())) {
      AcceptedDocument unused =
          accepted.save(
              new AcceptedDocument(
                  document.id(),
                  document.ion(),
                  document.generation(),
                  document.digest(),
                  basis,
                  clock.instant()));
    }
  }
}
