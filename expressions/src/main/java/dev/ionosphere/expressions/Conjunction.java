package dev.ionosphere.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parts that must all hold, each evaluated by itself. One that is false decides, whatever cannot be
 * said of the others, so a further part never lets anything pass, nor asks people about what was
 * stopped without it.
 */
record Conjunction(String text, List<Expression.Compiled> parts) implements Expression.Compiled {
  Conjunction {
    parts = List.copyOf(parts);
  }

  /** What is joined by {@code &&} and nothing that binds weaker; the whole if nothing is. */
  static List<CelAbstractSyntaxTree> split(CelAbstractSyntaxTree tree) {
    List<CelExpr> parts = new ArrayList<>();
    split(tree.getExpr(), parts);
    return parts.stream()
        .map(part ->
            CelAbstractSyntaxTree.newCheckedAst(
                part, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap()))
        .toList();
  }

  private static void split(CelExpr node, List<CelExpr> parts) {
    if (node.getKind() == CelExpr.ExprKind.Kind.CALL && node.call().function().equals("_&&_")) {
      node.call().args().forEach(part -> split(part, parts));
    } else {
      parts.add(node);
    }
  }

  @Override
  public Outcome evaluate(Map<String, ?> inputs) {
    Optional<Outcome> undecided = Optional.empty();
    for (Expression.Compiled part : parts) {
      Outcome outcome = part.evaluate(inputs);
      switch (outcome) {
        case Outcome.False no -> {
          return no;
        }
        case Outcome.Inconclusive open -> undecided = undecided.or(() -> Optional.of(open));
        case Outcome.True yes -> {}
      }
    }
    return undecided.orElseGet(Outcome.True::new);
  }

  @Override
  public Map<String, String> seen(Map<String, ?> inputs) {
    Map<String, String> seen = new LinkedHashMap<>();
    parts.forEach(part -> part.seen(inputs).forEach(seen::putIfAbsent));
    return seen;
  }

  @Override
  public String digest() {
    return CanonicalJson.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
