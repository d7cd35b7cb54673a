package dev.ionosphere.workflows.machine.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a join hands to its node: one token, or exactly the branches that it took.
 *
 * @param tokens at least one, in the order of their edges, all with a model
 */
public record Batch(List<Token> tokens, Lineage lineage, Provenance provenance, String cause) {

  public Batch {
    tokens = List.copyOf(tokens);
  }

  public static Batch of(Token token) {
    return new Batch(List.of(token), token.lineage(), token.provenance(), token.cause());
  }

  /** The candidate; of several branches of one candidate they all carry the same. */
  public Payload.Model model() {
    return (Payload.Model) tokens.getLast().payload();
  }

  public @Nullable String trace() {
    return tokens.getLast().trace();
  }

  /** The same for a newer reason. */
  public Batch because(String key) {
    return new Batch(tokens, lineage, provenance, key);
  }

  public Batch allowedBy(String guard, String key) {
    return new Batch(tokens, lineage, provenance.allowedBy(guard), key);
  }
}
