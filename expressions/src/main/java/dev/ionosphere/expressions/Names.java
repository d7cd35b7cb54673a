package dev.ionosphere.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names an expression uses, each a path from a variable, such as {@code candidate.metrics.auc}.
 */
final class Names {
  private static final Set<String> REFUSED = Set.of("matches");

  private final CelSource source;
  private final Map<String, Type> variables;
  private final Set<List<String>> used = new LinkedHashSet<>();
  private final Set<List<String>> tested = new LinkedHashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  private Names(CelSource source, Map<String, Type> variables) {
    this.source = source;
    this.variables = variables;
  }

  static Names of(CelAbstractSyntaxTree tree, Map<String, Type> variables) {
    Names names = new Names(tree.getSource(), variables);
    names.visit(tree.getExpr(), Set.of());
    return names;
  }

  /** Those that must have a value: not those that the expression tests itself. */
  List<List<String>> needed() {
    return used.stream().filter(path -> !isTested(path)).toList();
  }

  /** Those that may be missing; whatever is there must be fit. */
  List<List<String>> optional() {
    return used.stream().filter(this::isTested).toList();
  }

  /** Every one, in order of what it is needed for first. */
  Set<List<String>> all() {
    Set<List<String>> all = new LinkedHashSet<>(used);
    all.addAll(tested);
    return all;
  }

  List<Finding> findings() {
    return findings;
  }

  private boolean isTested(List<String> path) {
    return tested.stream()
        .anyMatch(test -> path.size() >= test.size() && path.subList(0, test.size()).equals(test));
  }

  private void visit(CelExpr node, Set<String> bound) {
    Optional<List<String>> path = path(node, bound);
    if (path.isPresent()) {
      boolean test = node.getKind() == CelExpr.ExprKind.Kind.SELECT && node.select().testOnly();
      (test ? tested : used).add(path.get());
      check(node, path.get());
      return;
    }
    switch (node.getKind()) {
      case SELECT -> visit(node.select().operand(), bound);
      case CALL -> {
        if (REFUSED.contains(node.call().function())) {
          find(node, "function '%s' is not allowed".formatted(node.call().function()));
        }
        node.call().target().ifPresent(target -> visit(target, bound));
        node.call().args().forEach(argument -> visit(argument, bound));
      }
      case LIST -> node.list().elements().forEach(element -> visit(element, bound));
      case MAP ->
          node.map()
              .entries()
              .forEach(entry -> {
                visit(entry.key(), bound);
                visit(entry.value(), bound);
              });
      case STRUCT -> find(node, "messages are not allowed, got " + node.struct().messageName());
      case COMPREHENSION -> comprehension(node.comprehension(), bound);
      case NOT_SET, CONSTANT, IDENT -> {}
    }
  }

  private void comprehension(CelExpr.CelComprehension loop, Set<String> bound) {
    visit(loop.iterRange(), bound);
    visit(loop.accuInit(), bound);
    Set<String> inner = new TreeSet<>(bound);
    inner.add(loop.iterVar());
    inner.add(loop.accuVar());
    visit(loop.loopCondition(), inner);
    visit(loop.loopStep(), inner);
    visit(loop.result(), inner);
  }

  /** Of a chain {@code a.b["c"]} that begins at a variable. */
  private Optional<List<String>> path(CelExpr node, Set<String> bound) {
    return switch (node.getKind()) {
      case IDENT ->
          variables.containsKey(node.ident().name()) && !bound.contains(node.ident().name())
              ? Optional.of(List.of(node.ident().name()))
              : Optional.empty();
      case SELECT ->
          path(node.select().operand(), bound).map(of -> plus(of, node.select().field()));
      case CALL -> {
        List<CelExpr> arguments = node.call().args();
        boolean named =
            node.call().function().equals("_[_]")
                && arguments.get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && arguments.get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE;
        yield named
            ? path(arguments.get(0), bound)
                .map(of -> plus(of, arguments.get(1).constant().stringValue()))
            : Optional.empty();
      }
      case NOT_SET, CONSTANT, LIST, MAP, STRUCT, COMPREHENSION -> Optional.empty();
    };
  }

  private static List<String> plus(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }

  /** Whether the path leads somewhere. */
  private void check(CelExpr node, List<String> path) {
    Type type = variables.get(path.getFirst());
    for (int i = 1; i < path.size(); i++) {
      String name = path.get(i);
      switch (type) {
        case Type.Mapping mapping -> type = mapping.values();
        case Type.Fields fields when fields.types().containsKey(name) ->
            type = fields.types().get(name);
        case Type.Fields fields -> {
          find(
              node,
              "'%s' is unknown in '%s', allowed are %s"
                  .formatted(
                      name,
                      String.join(".", path.subList(0, i)),
                      new TreeSet<>(fields.types().keySet())));
          return;
        }
        case null, default -> {
          find(node, "'%s' has no parts".formatted(String.join(".", path.subList(0, i))));
          return;
        }
      }
    }
  }

  private void find(CelExpr node, String message) {
    int offset = source.getPositionsMap().getOrDefault(node.id(), 0);
    findings.add(
        source
            .getOffsetLocation(offset)
            .map(place -> new Finding(place.getLine(), place.getColumn() + 1, message))
            .orElse(new Finding(1, 1, message)));
  }
}
