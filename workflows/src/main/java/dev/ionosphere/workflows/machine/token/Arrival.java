package dev.ionosphere.workflows.machine.token;

import java.util.List;

/**
 * What became of a token that came to a join.
 *
 * @param waiting what the join holds now
 * @param replaced tokens whose place a newer one took
 */
public record Arrival(List<Token> waiting, List<Token> replaced, Outcome outcome) {

  public Arrival {
    waiting = List.copyOf(waiting);
    replaced = List.copyOf(replaced);
  }

  public sealed interface Outcome {

    /** Not enough branches yet. */
    record Waits() implements Outcome {}

    /**
     * @param missing edges that it did not need
     */
    record Fires(List<Token> tokens, List<String> missing) implements Outcome {
      public Fires {
        tokens = List.copyOf(tokens);
        missing = List.copyOf(missing);
      }
    }

    /**
     * So many branches refused that it can never fire.
     *
     * @param had branches that came or could still come
     */
    record Fails(int had, int need, String reason) implements Outcome {}

    /** Its candidate was joined, or refused, before. */
    record Late() implements Outcome {}
  }
}
