package dev.ionosphere.workflows.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionsTest {

  private static final Instant NOW = Instant.parse("2026-06-02T08:00:00Z");
  private static final String SUBJECT = Subject.of("sha256:m", "sha256:e", "sha256:w");
  private static final String ID = "turbofan.review.1";

  private final TestingHub hub = new TestingHub();
  private final Question open =
      new Question(
          ID,
          SUBJECT,
          Optional.of(NOW.plus(Duration.ofHours(1))),
          Ballot.open(List.of(new Stage("approver", 1)), true, Set.of("person:ann")));

  @Test
  void acceptsADecisionWithAGoodTicket() {
    Verdict verdict = decide(hub.request(ID, SUBJECT, "approve", "bob", later()));
    assertThat(((Verdict.Accepted) verdict).receipt())
        .isEqualTo(new DecisionReceipt(ID, "approve", "bob", "approved", 1, 1));
  }

  @Test
  void letsTheRequesterReject() {
    assertThat(decide(hub.request(ID, SUBJECT, "reject", "ann", later())))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void refusesWhatIsNotWhole() {
    refuses(new DecideRequest(null, "approve", SUBJECT, null, null), Refusal.MALFORMED);
    refuses(new DecideRequest(ID, null, SUBJECT, null, null), Refusal.MALFORMED);
    refuses(new DecideRequest(ID, "maybe", SUBJECT, null, null), Refusal.MALFORMED);
  }

  @Test
  void refusesAnotherDigest() {
    refuses(hub.request(ID, "sha256:other", "approve", "bob", later()), Refusal.WRONG_DIGEST);
    refuses(new DecideRequest(ID, "approve", null, null, null), Refusal.WRONG_DIGEST);
  }

  @Test
  void refusesWithoutATicket() {
    refuses(new DecideRequest(ID, "approve", SUBJECT, null, null), Refusal.TICKET_MISSING);
    refuses(new DecideRequest(ID, "approve", SUBJECT, null, " "), Refusal.TICKET_MISSING);
  }

  @Test
  void refusesATicketOfAnotherHubOrOneThatWasChanged() {
    refuses(
        new TestingHub().request(ID, SUBJECT, "approve", "bob", later()), Refusal.TICKET_FORGED);
    String good = hub.sign(hub.ticket(ID, SUBJECT, "approve", "bob", later()));
    for (String forged :
        List.of(
            "rubbish",
            ".",
            "a.b",
            good.substring(1),
            good.substring(0, good.length() - 4),
            "A".repeat(9_000) + "." + good,
            good.replace('.', ':'))) {
      refuses(new DecideRequest(ID, "approve", SUBJECT, null, forged), Refusal.TICKET_FORGED);
    }
  }

  @Test
  void refusesEveryChangedCharacterOfATicket() {
    String good = hub.sign(hub.ticket(ID, SUBJECT, "approve", "bob", later()));
    TicketVerifier verifier = new TicketVerifier(hub.key().publicKey());
    assertThat(verifier.verify(good)).isPresent();
    // The last character of each part holds bits that base64 ignores.
    int dot = good.indexOf('.');
    for (int index = 0; index < good.length() - 1; index++) {
      if (index == dot - 1 || index == dot) {
        continue;
      }
      char other = good.charAt(index) == 'A' ? 'B' : 'A';
      String changed = good.substring(0, index) + other + good.substring(index + 1);
      assertThat(verifier.verify(changed)).as(changed).isEmpty();
    }
  }

  @Test
  void refusesATicketForSomethingElse() {
    refuses(with(hub.ticket("other.review.1", SUBJECT, "approve", "bob", later())), mismatch());
    refuses(with(hub.ticket(ID, "sha256:other", "approve", "bob", later())), mismatch());
    refuses(with(hub.ticket(ID, SUBJECT, "reject", "bob", later())), mismatch());
  }

  @Test
  void refusesAnExpiredTicket() {
    refuses(hub.request(ID, SUBJECT, "approve", "bob", NOW), Refusal.TICKET_EXPIRED);
    Verdict verdict =
        Decisions.decide(
            hub.desk(),
            open,
            null,
            hub.request(ID, SUBJECT, "approve", "bob", NOW),
            NOW.plusNanos(123_456_789));
    assertThat(((Verdict.Refused) verdict).message())
        .isEqualTo(ID + ": the ticket expired at 2026-06-02T08:00:00Z, it is 2026-06-02T08:00:00Z");
  }

  @Test
  void refusesAUsedTicket() {
    Ticket ticket = hub.ticket(ID, SUBJECT, "approve", "bob", later());
    Verdict verdict = Decisions.decide(hub.desk(ticket.id()), open, null, with(ticket), NOW);
    assertThat(((Verdict.Refused) verdict).refusal()).isEqualTo(Refusal.TICKET_REUSED);
  }

  @Test
  void refusesWhoLacksTheRole() {
    Ticket ticket = hub.ticket(ID, SUBJECT, "approve", "eve", later(), "viewer", "admin");
    Verdict verdict = decide(with(ticket));
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Refused(
                Refusal.NOT_APPROVER,
                "Approval turbofan.review.1 needs role approver; eve has roles admin, viewer"));
  }

  @Test
  void saysAfterWhomAStageOpens() {
    assertThat(refusal(staged(), "olga", "operator"))
        .isEqualTo(
            "Approval turbofan.review.1: stage 2 (operator) opens after stage 1 (approver), which has"
                + " 0 of 1 approvals; olga has role operator");
    Question next = ((Verdict.Accepted) decideAs(staged(), "bob", "approver")).question();
    assertThat(refusal(next, "carl", "approver"))
        .isEqualTo(
            "Approval turbofan.review.1 needs role operator in stage 2 of 2; carl has role approver");
    assertThat(
            refusal(staged().with(staged().ballot().escalated("data-scientist")), "vera", "viewer"))
        .isEqualTo(
            "Approval turbofan.review.1 needs role approver or data-scientist in stage 1 of 2; vera"
                + " has role viewer");
  }

  private Question staged() {
    return open.with(
        Ballot.open(List.of(new Stage("approver", 1), new Stage("operator", 1)), true, Set.of()));
  }

  private String refusal(Question question, String person, String role) {
    return ((Verdict.Refused) decideAs(question, person, role)).message();
  }

  private Verdict decideAs(Question question, String person, String role) {
    Ticket ticket = hub.ticket(ID, SUBJECT, "approve", person, later(), role);
    return Decisions.decide(hub.desk(), question, null, with(ticket), NOW);
  }

  @Test
  void refusesTheRequesterUnlessTheDocumentLetsHim() {
    refuses(hub.request(ID, SUBJECT, "approve", "ann", later()), Refusal.REQUESTER);
  }

  @Test
  void tellsClosedFromUnknown() {
    DecideRequest request = hub.request(ID, SUBJECT, "approve", "bob", later());
    TicketDesk desk = hub.desk();
    assertThat(((Verdict.Refused) Decisions.decide(desk, null, null, request, NOW)).refusal())
        .isEqualTo(Refusal.UNKNOWN);
    assertThat(
            ((Verdict.Refused) Decisions.decide(desk, null, "rejected by carl", request, NOW))
                .message())
        .isEqualTo("Approval turbofan.review.1 is closed: rejected by carl");
  }

  @Test
  void namesItselfInFailures() {
    assertThat(Refusal.ofFailureType(Refusal.TICKET_FORGED.failureType()))
        .contains(Refusal.TICKET_FORGED);
    assertThat(Refusal.ofFailureType("something")).isEmpty();
  }

  private static Refusal mismatch() {
    return Refusal.TICKET_MISMATCH;
  }

  private static Instant later() {
    return NOW.plusSeconds(600);
  }

  private DecideRequest with(Ticket ticket) {
    return new DecideRequest(ID, "approve", SUBJECT, null, hub.sign(ticket));
  }

  private Verdict decide(DecideRequest request) {
    return Decisions.decide(hub.desk(), open, null, request, NOW);
  }

  private void refuses(DecideRequest request, Refusal refusal) {
    assertThat(decide(request))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(refusal);
              assertThat(refused.message()).isNotBlank();
            });
  }

  @Test
  void believesEveryKeyOfTheIonByItsId() {
    TestingHub next = new TestingHub("tickets-2");
    TicketDesk both = new TicketDesk(List.of(hub.key(), next.key()), Set.of());
    for (TestingHub signer : List.of(hub, next)) {
      DecideRequest request = signer.request(ID, SUBJECT, "approve", "bob", later());
      assertThat(Decisions.decide(both, open, null, request, NOW))
          .isInstanceOf(Verdict.Accepted.class);
    }
    TicketDesk rotated = new TicketDesk(List.of(next.key()), Set.of());
    Verdict late =
        Decisions.decide(
            rotated, open, null, hub.request(ID, SUBJECT, "approve", "bob", later()), NOW);
    assertThat(late)
        .isEqualTo(
            new Verdict.Refused(
                Refusal.TICKET_KEY_UNKNOWN,
                ID
                    + ": the ticket is of key tickets-1, which is retired or was never this ION's;"
                    + " it believes tickets-2"));
  }

  @Test
  void refusesATicketUnderAnotherKeysName() {
    Ticket named =
        new Ticket(
            "t", "tickets-9", "approve", ID, SUBJECT, "bob", null, Set.of("approver"), later());
    refuses(hub.request(named), Refusal.TICKET_KEY_UNKNOWN);
  }

  @Test
  void refusesAfterTheExpiryWhateverTheTicketSays() {
    DecideRequest request = hub.request(ID, SUBJECT, "approve", "bob", NOW.plusSeconds(9_000));
    assertThat(refusal(Decisions.decide(hub.desk(), open, null, request, NOW.plusSeconds(3_600))))
        .isEqualTo(Refusal.CLOSED);
  }

  private static Refusal refusal(Verdict verdict) {
    return ((Verdict.Refused) verdict).refusal();
  }
}
