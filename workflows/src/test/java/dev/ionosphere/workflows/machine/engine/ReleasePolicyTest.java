package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketAct;
import dev.ionosphere.workflows.machine.engine.ChangePolicy.Asked;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Cast;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Votes;
import dev.ionosphere.workflows.machine.engine.ReleasePolicy.Ground;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleasePolicyTest {

  private static final String MODEL = "sha256:model";
  private static final String EVIDENCE = "sha256:evidence";
  private static final Instant OPENED = Instant.parse("2026-12-01T10:00:00Z");
  private static final String REVIEW = "plant.review.1";

  @Test
  void oneApprovalOfARole() {
    TestingIon ion = TestingIon.guarded();
    assertThat(ground(ion, review(ion, cast("ann", "approver"))))
        .isEqualTo(new Ground.Approved(List.of(REVIEW)));
    missing(ground(ion, review(ion)), "has 0 of 1 approvals by tickets of this hub");
    missing(ground(ion, review(ion, cast("eve", "viewer"))), "has 0 of 1");
    missing(ground(ion, Map.of()), "approval plant.review.1 is not known");
    missing(
        ReleasePolicy.of(ion(ion))
            .ground(new ReleaseClaim("detect", MODEL, "retrain", List.of(), Map.of())),
        "it did not pass review");
  }

  @Test
  void whoAskedForItDoesNotCount() {
    TestingIon ion = TestingIon.guarded();
    missing(ground(ion, review(ion, cast("sue", "approver"))), "has 0 of 1");
  }

  @Test
  void anApprovalIsAboutThisModelItsEvidenceAndThisPolicy() {
    TestingIon ion = TestingIon.guarded();
    Votes honest = votes(subject(ion, MODEL, EVIDENCE), cast("ann", "approver"));
    for (String other :
        List.of(
            subject(ion, "sha256:other", EVIDENCE),
            subject(ion, MODEL, "sha256:other"),
            subject(
                ion.copy()
                    .set("detect", "rollout", "{waves: [100%], gate: {delivered: \">= 90%\"}}"),
                MODEL,
                EVIDENCE))) {
      Votes votes = new Votes(other, EVIDENCE, OPENED, honest.requesters(), honest.cast());
      missing(ground(ion, Map.of(REVIEW, votes)), "is about " + other);
    }
  }

  @Test
  void everyStageNeedsItsPeopleAndEachPersonCountsOnce() {
    TestingIon ion =
        TestingIon.guarded()
            .set(
                "review",
                "approvers",
                "{stages: [{role: operator, required: 1}, {role: approver, required: 2}], notRequester: true}");
    missing(ground(ion, review(ion, cast("dan", "operator"), cast("ann", "approver"))), "2 of 3");
    missing(
        ground(
            ion,
            review(
                ion,
                cast("dan", "operator"),
                cast("ann", "approver"),
                cast("ann", "approver"),
                cast("dan", "approver"))),
        "2 of 3");
    assertThat(
            ground(
                ion,
                review(
                    ion,
                    cast("dan", "operator"),
                    cast("ann", "approver"),
                    cast("cid", "approver"))))
        .isInstanceOf(Ground.Approved.class);
  }

  @Test
  void anotherRoleCountsFromItsTimeOn() {
    TestingIon ion = TestingIon.guarded().set("review", "escalate", "{after: 2h, to: operator}");
    Instant early = OPENED.plusSeconds(7_199);
    missing(ground(ion, review(ion, cast("dan", "operator", early))), "has 0 of 1");
    assertThat(ground(ion, review(ion, cast("dan", "operator", OPENED.plusSeconds(7_200)))))
        .isInstanceOf(Ground.Approved.class);
  }

  @Test
  void theWayOfOthersIsNoWayOfItsOwn() {
    TestingIon ion =
        TestingIon.guarded().training("quick").edge("quick", "detect").join("detect", "any");
    missing(ground(ion, Map.of()), "approval plant.review.1 is not known");
    ReleaseClaim quick = new ReleaseClaim("detect", MODEL, "quick", List.of(), Map.of());
    assertThat(ReleasePolicy.of(ion(ion)).ground(quick)).isEqualTo(new Ground.Unasked());
  }

  @Test
  void onlyTrainingMakesModels() {
    TestingIon ion = TestingIon.guarded();
    for (String origin : List.of("review", "detect", "nobody")) {
      missing(
          ReleasePolicy.of(ion(ion))
              .ground(new ReleaseClaim("detect", MODEL, origin, List.of(), Map.of())),
          "node " + origin + " of ION plant makes no models");
    }
    missing(
        ReleasePolicy.of(ion(ion))
            .ground(new ReleaseClaim("review", MODEL, "review", List.of(), Map.of())),
        "makes no models");
  }

  @Test
  void aWeakerDocumentNeedsTheApproversOfTheOneBefore() {
    Ion before = ion(TestingIon.guarded());
    Ion weaker = ion(TestingIon.guarded().set("review", "expires", "{after: 900h, then: reject}"));
    Ion stricter = ion(TestingIon.guarded().set("review", "expires", "{after: 9h, then: reject}"));
    assertThat(ChangePolicy.missing(before, "sha256:1", stricter, "sha256:2", 2, List.of()))
        .isEmpty();
    assertThat(ChangePolicy.missing(before, "sha256:1", weaker, "sha256:2", 2, List.of()))
        .hasValueSatisfying(why -> assertThat(why).contains("weakens policy"));
    assertThat(change(before, weaker, Subject.change("sha256:1", "sha256:2", 2), "ann")).isTrue();
    assertThat(change(before, weaker, Subject.change("sha256:1", "sha256:3", 2), "ann")).isFalse();
    assertThat(change(before, weaker, Subject.change("sha256:1", "sha256:2", 2), "sue")).isFalse();
  }

  private static void missing(Ground ground, String why) {
    assertThat(ground)
        .isInstanceOfSatisfying(
            Ground.Missing.class, missing -> assertThat(missing.reason()).contains(why));
  }

  private static boolean change(Ion before, Ion after, String subject, String person) {
    String id = "plant.change-1";
    Cast cast = new Cast(ticket(id, subject, person, "approver", OPENED), OPENED);
    return ChangePolicy.missing(
            before,
            "sha256:1",
            after,
            "sha256:2",
            2,
            List.of(new Asked(id, "person:sue", List.of(cast))))
        .isEmpty();
  }

  private static Ground ground(TestingIon ion, Map<String, Votes> votes) {
    return ReleasePolicy.of(ion(ion))
        .ground(new ReleaseClaim("detect", MODEL, "retrain", List.of(REVIEW), votes));
  }

  private static Map<String, Votes> review(TestingIon ion, Cast... cast) {
    String subject = subject(ion, MODEL, EVIDENCE);
    List<Cast> bound =
        Stream.of(cast)
            .map(one ->
                new Cast(
                    ticket(
                        REVIEW,
                        subject,
                        one.ticket().person(),
                        one.ticket().roles().iterator().next(),
                        one.at()),
                    one.at()))
            .toList();
    return Map.of(REVIEW, votes(subject, bound.toArray(Cast[]::new)));
  }

  private static Votes votes(String subject, Cast... cast) {
    return new Votes(subject, EVIDENCE, OPENED, Set.of("person:sue"), List.of(cast));
  }

  private static Cast cast(String person, String role) {
    return cast(person, role, OPENED.plusSeconds(60));
  }

  private static Cast cast(String person, String role, Instant at) {
    return new Cast(ticket(REVIEW, "", person, role, at), at);
  }

  private static Ticket ticket(
      String approval, String subject, String person, String role, Instant at) {
    return new Ticket(
        person + role + at,
        "key",
        TicketAct.APPROVE,
        approval,
        subject,
        person,
        null,
        Set.of(role),
        at.plusSeconds(300));
  }

  private static String subject(TestingIon ion, String model, String evidence) {
    PolicyDigests digests =
        new PolicyDigests(
            new IonGraph(ion(ion)), node -> PolicyOutlook.fields(Behaviours.of(node), node));
    return Subject.of(model, evidence, digests.ahead(Set.of("retrain")));
  }

  private static Ion ion(TestingIon ion) {
    return TestingMachine.DOCUMENTS.stored(ion.canonical()).ion();
  }
}
