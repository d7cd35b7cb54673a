package dev.ionosphere.workflows.machine.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Join.Match;
import dev.ionosphere.spec.ion.Join.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a join makes of arrivals. {@code a1} is candidate 1 along edge a, {@code a1!} its refusal,
 * {@code a/x2} candidate 2 of the other origin x.
 */
class JoiningTest {

  private static final Map<String, String> EDGES =
      Map.of("a", "a->join", "b", "b->join", "c", "c->join");

  private final List<String> outcomes = new ArrayList<>();
  private final Map<String, Long> closed = new HashMap<>();
  private List<Token> slots = List.of();

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all       | ab  | a1 b1             | waits, fires a1 b1
          all       | ab  | b1 a1             | waits, fires a1 b1
          all       | ab  | a1 a1 b1          | waits, waits -a1, fires a1 b1
          all       | ab  | a1 a2 b1 b2       | waits, waits -a1, late, fires a2 b2
          all       | ab  | a1 b2 a2          | waits, waits -a1, fires a2 b2
          all       | ab  | a1 b1 a1          | waits, fires a1 b1, late
          all       | ab  | a1! b1            | fails 1/2, late
          all       | ab  | b1 a1! b2 a2      | waits, fails 1/2, waits, fires a2 b2
          all       | ab  | a2 b2 a1 b1       | waits, fires a2 b2, late, late
          all       | ab  | a/x1 b/y1         | waits, waits
          all       | ab  | a/x1 b/y1 b/x1    | waits, waits, fires a/x1 b/x1
          all       | abc | a1 b1 c1          | waits, waits, fires a1 b1 c1
          all       | abc | a1 b1 c1!         | waits, waits, fails 2/3
          2         | abc | a1 c1 b1          | waits, fires a1 c1 without b, late
          2         | abc | a1 c1 b1 b2       | waits, fires a1 c1 without b, late, waits
          2         | abc | a1 a1 b1          | waits, waits -a1, fires a1 b1 without c
          2         | abc | a1! b1 c1         | waits, waits, fires b1 c1 without a
          2         | abc | a1! b1! c1        | waits, fails 1/2, late
          2         | abc | a1 b1! c1!        | waits, waits, fails 1/2
          9         | ab  | a1 b1             | waits, fires a1 b1
          """)
  void bringsBranchesOfOneCandidateTogether(
      String need, String edges, String arrivals, String expected) {
    assertThat(outcomes(joining(need, edges, Match.LINEAGE), arrivals)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all       | ab  | a/x1 b/y4         | waits, fires a/x1 b/y4
          all       | ab  | a/x1 a/x2 b/y1    | waits, waits -a/x1, fires a/x2 b/y1
          all       | ab  | a/x1 b/y1! b/y2   | waits, fails 1/2, waits
          all       | ab  | a/x1 b/y1 b/y2    | waits, fires a/x1 b/y1, waits
          2         | abc | a/x1 b/y1 c/z1    | waits, fires a/x1 b/y1 without c, waits
          """)
  void bringsTheNewestOfEachEdgeTogether(
      String need, String edges, String arrivals, String expected) {
    assertThat(outcomes(joining(need, edges, Match.LATEST), arrivals)).isEqualTo(expected);
  }

  private static Joining joining(String need, String edges, Match match) {
    Need needed = need.equals("all") ? new Need.All() : new Need.AtLeast(Integer.parseInt(need));
    return new Joining(
        new Join(needed, match),
        edges.chars().mapToObj(edge -> EDGES.get("" + (char) edge)).toList());
  }

  private String outcomes(Joining joining, String arrivals) {
    for (String arrival : arrivals.split(" ")) {
      arrive(joining, token(arrival));
      assertThat(slots.stream().map(slot -> slot.edge() + slot.lineage()))
          .as("one token a slot")
          .doesNotHaveDuplicates();
    }
    return String.join(", ", outcomes);
  }

  private void arrive(Joining joining, Token token) {
    Arrival arrival = joining.arrive(slots, closed, token);
    slots = arrival.waiting();
    StringBuilder text =
        new StringBuilder(
            switch (arrival.outcome()) {
              case Arrival.Outcome.Waits waits -> "waits";
              case Arrival.Outcome.Late late -> "late";
              case Arrival.Outcome.Fails fails -> "fails " + fails.had() + "/" + fails.need();
              case Arrival.Outcome.Fires fires -> {
                String taken = String.join(" ", fires.tokens().stream().map(Token::id).toList());
                yield "fires "
                    + taken
                    + (fires.missing().isEmpty()
                        ? ""
                        : " without "
                            + String.join(
                                "",
                                fires.missing().stream()
                                    .map(edge -> edge.substring(0, 1))
                                    .toList()));
              }
            });
    arrival.replaced().forEach(older -> text.append(" -").append(older.id()));
    outcomes.add(text.toString());
    if (arrival.outcome() instanceof Arrival.Outcome.Fires
        || arrival.outcome() instanceof Arrival.Outcome.Fails) {
      closed.merge(token.lineage().origin(), token.lineage().number(), Math::max);
    }
  }

  private static Token token(String text) {
    boolean refused = text.endsWith("!");
    String id = refused ? text.substring(0, text.length() - 1) : text;
    int slash = id.indexOf('/');
    String origin = slash < 0 ? "t" : id.substring(slash + 1, slash + 2);
    long number = Long.parseLong(id.substring(slash < 0 ? 1 : slash + 2));
    Payload payload =
        refused
            ? new Payload.Refusal("rejected")
            : new Payload.Model(
                new ModelRef("sha256:" + number, "s", "k", 1), "run", Map.of(), "e");
    return new Token(
        id,
        EDGES.get(id.substring(0, 1)),
        payload,
        new Lineage(origin, number),
        Provenance.of(origin, "person:ann"),
        "cause",
        null);
  }
}
