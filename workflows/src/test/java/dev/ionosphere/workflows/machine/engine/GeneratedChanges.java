package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What documents do: they are applied, people decide about them, and glass is broken for them. */
final class GeneratedChanges {

  private static final String STATEMENT = "signed.offline";

  private final PlayedIon ion;
  private final GeneratedVotes votes;
  private final GeneratedCommands commands;

  GeneratedChanges(PlayedIon ion, GeneratedVotes votes, GeneratedCommands commands) {
    this.ion = ion;
    this.votes = votes;
    this.commands = commands;
  }

  void change(DocumentChange change, Random random) {
    // Few of each, so that documents come again.
    TestingIon next = change.of(ion.document(), new Random(random.nextInt(4)));
    String text = GeneratedIon.canonical(next);
    PendingChange pending = ion.machine.pending();
    long newest = pending == null ? 0 : pending.generation();
    long generation = Math.max(newest, ion.state().document().generation()) + 1;
    ion.offered(generation, next);
    Optional<String> ticket =
        ion.tickets.command(
            "change", CommandSubject.change(text, generation), GeneratedPeople.proposer(random));
    ion.step(new IonEvent.DocumentChanged(ion.machine.id(), ticket, text, generation, null));
    boolean taken = ion.state().document().generation() == generation;
    if (change == DocumentChange.SAME) {
      assertThat(taken).as("%s changes no policy", next).isTrue();
    }
  }

  /** Whoever proposed it may not, neither for somebody else; others say yes or no. */
  void decide(Random random) {
    PendingChange pending = ion.machine.pending();
    if (pending == null) {
      return;
    }
    String proposer = pending.proposer().person().orElseThrow();
    if (random.nextInt(4) == 0) {
      boolean himself = random.nextBoolean();
      assertThat(decide(pending, "approve", himself ? proposer : "dora", himself ? null : proposer))
          .as("%s proposed it", proposer)
          .isInstanceOf(Verdict.Refused.class);
      return;
    }
    String person = GeneratedPeople.voter(random);
    String principal = random.nextInt(4) == 0 && !person.equals("ann") ? "ann" : null;
    boolean rejects = random.nextInt(4) == 0;
    Verdict verdict = decide(pending, rejects ? "reject" : "approve", person, principal);
    boolean any =
        pending.ballot().stages().stream()
            .anyMatch(stage -> GeneratedPeople.roles(person, principal).contains(stage.role()));
    if (rejects && pending.glass() != null && any) {
      assertThat(verdict).as("%s stops it", person).isInstanceOf(Verdict.Accepted.class);
      assertThat(ion.machine.pending()).isNull();
    }
  }

  private Verdict decide(
      PendingChange pending, String act, String person, @Nullable String principal) {
    return votes.decide(
        ion.tickets.ticket(act, pending.id(), pending.subject(), person, principal), true);
  }

  /** Somebody with the offline key, now and then with another delay than the hub signed. */
  void breakGlass(Random random) {
    if (ion.machine.pending() == null && random.nextBoolean()) {
      change(DocumentChange.WEAKER, random);
    }
    PendingChange pending = ion.machine.pending();
    if (pending == null) {
      return;
    }
    long delay = Duration.ofHours(random.nextBoolean() ? 1 : 30).toSeconds();
    long claimed = random.nextInt(5) == 0 ? 1 : delay;
    boolean known = random.nextInt(8) > 0;
    Optional<String> ticket =
        ion.tickets.command(
            "breakGlass",
            CommandSubject.breakGlass(pending.subject(), STATEMENT, delay),
            random.nextBoolean() ? "zoe" : pending.proposer().person().orElseThrow());
    ion.step(
        new IonEvent.GlassBroken(
            ion.machine.id(),
            ticket,
            known ? pending.id() : "plant.change-0",
            STATEMENT,
            "nobody is left",
            claimed));
    assertThat(ion.machine.pending()).as("nothing happens at once").isNotNull();
    if (claimed != delay || !known) {
      assertThat(ion.machine.pending()).as("not as the hub signed it").isEqualTo(pending);
    }
    switch (random.nextInt(4)) {
      case 0 -> decide(random);
      case 1 -> commands.pause();
      default -> {}
    }
    if (random.nextBoolean()) {
      ion.pass(Duration.ofHours(random.nextInt(40)));
    }
  }
}
