package dev.ionosphere.workflows.machine.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who takes part in generated sequences, and how their votes are counted by hand. */
final class GeneratedPeople {

  /** Who asks for runs; ann may approve what others asked for. */
  private static final List<String> SCIENTISTS = List.of("sue", "ann", "tim");

  private static final List<String> VOTERS = List.of("ann", "bob", "bob", "cid", "cid", "dan");

  private static final Map<String, Set<String>> ROLES =
      Map.of(
          "ann", Set.of("approver"),
          "bob", Set.of("approver", "operator"),
          "cid", Set.of("approver", "operator"),
          "dan", Set.of("operator"),
          "dora", Set.of("approver"),
          "eve", Set.of("viewer"),
          "olga", Set.of("operator"),
          "zoe", Set.of("admin"));

  /** In this order they complete every stage, if none of them asked for it. */
  static final List<String> ENOUGH = List.of("dan", "dora", "bob", "cid");

  static String scientist(Random random) {
    return Choice.one(SCIENTISTS, random);
  }

  static String voter(Random random) {
    return Choice.one(VOTERS, random);
  }

  /** Who applies documents; bob may approve what others propose. */
  static String proposer(Random random) {
    return Choice.one(List.of("olga", "bob"), random);
  }

  /** Roles that a decision is made with: the principal's, if it is made for one. */
  static Set<String> roles(String person, @Nullable String principal) {
    return ROLES.getOrDefault(principal == null ? person : principal, Set.of("data-scientist"));
  }

  static List<String> people(String person, @Nullable String principal) {
    return principal == null ? List.of(person) : List.of(person, principal);
  }

  /** Of a stage such as {@code 2 of approver}. */
  static String role(String stage) {
    return stage.split(" of ")[1];
  }

  /** Role of the stage that is open after so many votes. */
  static String stage(List<String> stages, int votes) {
    return asked(stages).get(votes);
  }

  static String outcome(String decision, List<String> stages, int votes) {
    return decision.equals("reject")
        ? "rejected"
        : votes == asked(stages).size() ? "approved" : "open";
  }

  /** The role that each vote needs, in order. */
  private static List<String> asked(List<String> stages) {
    List<String> asked = new ArrayList<>();
    for (String stage : stages) {
      for (int vote = 0; vote < Integer.parseInt(stage.split(" of ")[0]); vote++) {
        asked.add(role(stage));
      }
    }
    return asked;
  }

  private GeneratedPeople() {}
}
