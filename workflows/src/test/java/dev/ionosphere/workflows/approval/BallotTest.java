package dev.ionosphere.workflows.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BallotTest {

  private static final Instant LATER = Instant.parse("2026-06-02T08:00:00Z");

  private final TestingHub hub = new TestingHub();
  private final Ballot twoStages =
      Ballot.open(
          List.of(new Stage("approver", 2), new Stage("admin", 1)), true, Set.of("person:sue"));

  @Test
  void takesStagesInOrder() {
    Ballot ballot = twoStages;
    assertThat(ballot.admits(ticket("ann", "approver"))).isTrue();
    assertThat(ballot.admits(ticket("ann", "admin"))).isFalse();
    ballot = ballot.approved(ticket("ann", "approver"));
    assertThat(ballot.admits(ticket("cid", "admin"))).as("one of two").isFalse();
    ballot = ballot.approved(ticket("bob", "approver"));
    assertThat(ballot.admits(ticket("cid", "admin"))).isTrue();
    assertThat(ballot.admits(ticket("dan", "approver"))).isFalse();
    assertThat(ballot.complete()).isFalse();
    ballot = ballot.approved(ticket("cid", "admin"));
    assertThat(ballot.complete()).isTrue();
    assertThat(ballot.stage()).isEmpty();
    assertThat(ballot.admits(ticket("eve", "admin"))).isFalse();
    assertThat(ballot.approvedBy()).containsExactly("ann", "bob", "cid");
    assertThat(ballot.required()).isEqualTo(3);
  }

  @Test
  void deputyAndPrincipalAreOnePersonInEveryStage() {
    Ballot ballot = twoStages.approved(behalf("dora", "ann"));
    assertThat(ballot.voted(ticket("ann", "approver"))).contains("ann");
    assertThat(ballot.voted(ticket("dora", "approver"))).contains("dora");
    assertThat(ballot.voted(behalf("bob", "ann"))).contains("ann");
    assertThat(ballot.voted(behalf("dora", "bob"))).contains("dora");
    assertThat(ballot.voted(ticket("bob", "approver"))).isEmpty();
    assertThat(ballot.votes().getFirst().people()).containsExactly("dora", "ann");
  }

  @Test
  void aRequestersDeputyIsTheRequester() {
    assertThat(twoStages.requester(behalf("dora", "sue"))).contains("sue");
    assertThat(twoStages.requester(behalf("sue", "ann"))).contains("sue");
    assertThat(twoStages.requester(behalf("dora", "ann"))).isEmpty();
    Ballot open = Ballot.open(twoStages.stages(), false, Set.of("person:sue"));
    assertThat(open.requester(ticket("sue", "approver"))).as("the document lets her").isEmpty();
  }

  @Test
  void anEscalatedRoleDecidesInAnyStage() {
    Ballot ballot = twoStages.escalated("operator");
    assertThat(ballot.admits(ticket("olga", "operator"))).isTrue();
    ballot = ballot.approved(ticket("olga", "operator")).approved(ticket("ann", "approver"));
    assertThat(ballot.admits(ticket("otto", "operator"))).isTrue();
    assertThat(ballot.voted(ticket("olga", "operator"))).as("still once").contains("olga");
  }

  private Ticket ticket(String person, String... roles) {
    return hub.ticket("a", "s", "approve", person, LATER, roles);
  }

  private Ticket behalf(String person, String principal) {
    return hub.ticket("a", "s", "approve", person, principal, LATER);
  }

  @Test
  void aPersonWhoActsOnHisOwnBehalfIsOne() {
    Ticket ticket =
        new Ticket("t", "k", "approve", "a", "s", "ann", "ann", Set.of("approver"), Instant.EPOCH);
    assertThat(ticket.people()).containsExactly("ann");
  }
}
