package dev.ionosphere.api.ion;

import dev.ionosphere.api.device.Fleet;
import dev.ionosphere.api.identity.People;
import dev.ionosphere.api.identity.Person;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.expressions.GateCondition;
import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.format.Finding.Severity;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.reader.Surroundings;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.engine.PolicyOutlook;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.policy.PolicyComparison;
import dev.ionosphere.workflows.machine.policy.Strictness;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What applying a document would mean here: nothing is changed. */
@Singleton
final class IonPlanning {

  private final StoredIons ions;
  private final IonGenerations generations;
  private final Fleet fleet;
  private final People people;
  private final IonWorkflows workflows;

  IonPlanning(
      StoredIons ions,
      IonGenerations generations,
      Fleet fleet,
      People people,
      IonWorkflows workflows) {
    this.ions = ions;
    this.generations = generations;
    this.fleet = fleet;
    this.people = people;
    this.workflows = workflows;
  }

  /** Refuses a document that cannot work here. */
  List<Map<String, Object>> warnings(Documents.Document document) {
    Map<String, Integer> peopleByRole = new HashMap<>();
    for (Person person : people.findAll()) {
      person.roles().forEach(role -> peopleByRole.merge(role, 1, Integer::sum));
    }
    List<Map<String, Object>> warnings = new ArrayList<>(document.warnings());
    List<Finding> findings =
        new Surroundings(fleet.labels(), peopleByRole, GateCondition::problems)
            .check(document.ion());
    Documents.refuse(
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList());
    findings.stream().map(Documents::finding).forEach(warnings::add);
    return warnings;
  }

  /** Against the document that the ION follows; one that never lived follows none. */
  PolicyOutlook outlook(Optional<StoredIon> known, Optional<IonView> live, Ion proposed) {
    return known
        .filter(ion -> live.isPresent() || ions.inForce(ion.name()).isPresent())
        .map(ion ->
            live.flatMap(view -> generation(ion.name(), view.documentDigest()))
                .orElseGet(() -> inForce(ion)))
        .map(before -> PolicyOutlook.of(Documents.stored(before.document()), proposed))
        .orElse(new PolicyOutlook(new PolicyComparison(Strictness.SAME, List.of()), List.of()));
  }

  private Optional<IonGeneration> generation(String ion, String digest) {
    return generations.findByIonAndDigestOrderByGenerationDesc(ion, digest).stream().findFirst();
  }

  /** The approval that people are asked for about the document. */
  Optional<String> waiting(String ion, String digest) {
    return workflows.state(ion).stream()
        .flatMap(view -> view.approvals().stream())
        .filter(asked -> asked.candidate().equals(digest))
        .map(ApprovalView::approval)
        .findFirst();
  }

  /** The document that the ION followed last; of a new ION the one applied last. */
  IonGeneration inForce(StoredIon ion) {
    return ions.inForce(ion.name())
        .flatMap(digest -> generation(ion.name(), digest))
        .orElseGet(() ->
            new IonGeneration(
                ion.name() + ":" + ion.generation(),
                ion.name(),
                ion.generation(),
                ion.digest(),
                ion.document(),
                ion.appliedBy(),
                ion.appliedAt()));
  }
}
