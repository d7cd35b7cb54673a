package dev.ionosphere.workflows.approval;

import dev.ionosphere.spec.ion.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who has to say yes, and who has said so. Stages are taken in order. A person, and whoever gave
 * that person the right to decide, count as one and count once over all stages.
 *
 * @param notRequester whether requesters may not approve
 * @param requesters who asked for it: {@code person:<name>}, {@code schedule} or an event's name
 * @param escalatedTo roles that may decide in any stage by now
 */
public record Ballot(
    List<Stage> stages,
    boolean notRequester,
    Set<String> requesters,
    Set<String> escalatedTo,
    List<Vote> votes) {

  /**
   * @param stage index into the stages
   * @param people the one who voted, and on whose behalf
   */
  public record Vote(int stage, List<String> people) {
    public Vote {
      people = List.copyOf(people);
    }
  }

  public Ballot {
    stages = List.copyOf(stages);
    // Sorted: Set.copyOf iterates in another order in every process.
    requesters = Collections.unmodifiableSet(new TreeSet<>(requesters));
    escalatedTo = Collections.unmodifiableSet(new TreeSet<>(escalatedTo));
    votes = List.copyOf(votes);
  }

  public static Ballot open(List<Stage> stages, boolean notRequester, Set<String> requesters) {
    return new Ballot(stages, notRequester, requesters, Set.of(), List.of());
  }

  /** The stage that is open; nothing when all are complete. */
  public Optional<Stage> stage() {
    int index = index();
    return index < stages.size() ? Optional.of(stages.get(index)) : Optional.empty();
  }

  private int index() {
    for (int stage = 0; stage < stages.size(); stage++) {
      if (votesOf(stage) < stages.get(stage).required()) {
        return stage;
      }
    }
    return stages.size();
  }

  private int votesOf(int stage) {
    int count = 0;
    for (Vote vote : votes) {
      if (vote.stage() == stage) {
        count++;
      }
    }
    return count;
  }

  public boolean complete() {
    return index() == stages.size();
  }

  /** People who approved so far, in order. */
  public List<String> approvedBy() {
    return votes.stream().map(vote -> vote.people().getFirst()).toList();
  }

  /** People that all stages need together. */
  public int required() {
    int people = 0;
    for (Stage stage : stages) {
      people += stage.required();
    }
    return people;
  }

  public Ballot escalated(String role) {
    Set<String> roles = new LinkedHashSet<>(escalatedTo);
    roles.add(role);
    return new Ballot(stages, notRequester, requesters, roles, votes);
  }

  /** Whether the ticket's holder may take part in the open stage at all. */
  boolean admits(Ticket ticket) {
    return stage()
        .filter(stage ->
            ticket.roles().contains(stage.role())
                || ticket.roles().stream().anyMatch(escalatedTo::contains))
        .isPresent();
  }

  /** Why the open stage does not admit the ticket's holder, in a sentence. */
  String refusal(String approval, Ticket ticket) {
    int now = index();
    String person = ticket.person() + " has " + roles(ticket.roles());
    for (int later = now + 1; later < stages.size(); later++) {
      if (ticket.roles().contains(stages.get(later).role())) {
        return "Approval %s: stage %d (%s) opens after stage %d (%s), which has %d of %d approvals; %s"
            .formatted(
                approval,
                later + 1,
                stages.get(later).role(),
                now + 1,
                stages.get(now).role(),
                votesOf(now),
                stages.get(now).required(),
                person);
      }
    }
    Set<String> needed = new LinkedHashSet<>();
    stage().ifPresent(stage -> needed.add(stage.role()));
    needed.addAll(escalatedTo);
    String where = stages.size() > 1 ? " in stage %d of %d".formatted(now + 1, stages.size()) : "";
    return "Approval %s needs role %s%s; %s"
        .formatted(approval, String.join(" or ", needed), where, person);
  }

  private static String roles(Collection<String> roles) {
    List<String> sorted = roles.stream().sorted().toList();
    return switch (sorted.size()) {
      case 0 -> "no role";
      case 1 -> "role " + sorted.getFirst();
      default -> "roles " + String.join(", ", sorted);
    };
  }

  /** One of the ticket's people who asked for it, if that is not allowed. */
  Optional<String> requester(Ticket ticket) {
    return ticket.people().stream()
        .filter(person -> notRequester && requesters.contains("person:" + person))
        .findFirst();
  }

  /** One of the ticket's people who has voted. */
  Optional<String> voted(Ticket ticket) {
    return ticket.people().stream()
        .filter(person -> votes.stream().anyMatch(vote -> vote.people().contains(person)))
        .findFirst();
  }

  Ballot approved(Ticket ticket) {
    List<String> people = new ArrayList<>(List.of(ticket.person()));
    ticket.people().stream().filter(person -> !people.contains(person)).forEach(people::add);
    List<Vote> cast = new ArrayList<>(votes);
    cast.add(new Vote(index(), people));
    return new Ballot(stages, notRequester, requesters, escalatedTo, cast);
  }
}
