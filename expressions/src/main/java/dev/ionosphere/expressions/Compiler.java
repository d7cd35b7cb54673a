package dev.ionosphere.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** From a text to a program. */
final class Compiler {
  private static final int MOST_FINDINGS = 10;

  private final Map<String, Type> variables;
  private final CelCompiler cel;

  Compiler(Map<String, Type> variables) {
    this.variables = Map.copyOf(variables);
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(Limits.OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.ALL, CelStandardMacro.EXISTS)
            .setResultType(SimpleType.BOOL);
    variables.forEach((name, type) -> builder.addVar(name, cel(type)));
    cel = builder.build();
  }

  Expression compile(String text) {
    int length = text.codePointCount(0, text.length());
    if (length > Limits.CODE_POINTS) {
      return invalid(
          "expression is %d code points long, allowed are %d"
              .formatted(length, Limits.CODE_POINTS));
    }
    if (text.isBlank()) {
      return invalid("expression is empty");
    }
    try {
      CelValidationResult result = cel.compile(text);
      if (result.hasError()) {
        return new Expression.Invalid(
            result.getErrors().stream().limit(MOST_FINDINGS).map(Compiler::finding).toList());
      }
      CelAbstractSyntaxTree tree = result.getAst();
      Names names = Names.of(tree, variables);
      return names.findings().isEmpty()
          ? program(text, tree)
          : new Expression.Invalid(names.findings());
    } catch (CelValidationException | RuntimeException | StackOverflowError library) {
      // The library should say so in its findings; a text must not be able to stop us.
      return invalid(
          "expression cannot be compiled: %s"
              .formatted(String.valueOf(library.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private Expression program(String text, CelAbstractSyntaxTree tree) {
    List<Expression.Compiled> parts = new ArrayList<>();
    for (CelAbstractSyntaxTree part : Conjunction.split(tree)) {
      parts.add(new Program(text, part, Names.of(part, variables), variables));
    }
    return parts.size() == 1 ? parts.getFirst() : new Conjunction(text, parts);
  }

  private static Expression invalid(String message) {
    return new Expression.Invalid(List.of(new Finding(1, 1, message)));
  }

  private static Finding finding(CelIssue issue) {
    return new Finding(
        Math.max(1, issue.getSourceLocation().getLine()),
        Math.max(0, issue.getSourceLocation().getColumn()) + 1,
        issue.getMessage());
  }

  private static CelType cel(Type type) {
    return switch (type) {
      case Type.Number number -> SimpleType.DOUBLE;
      case Type.Bool bool -> SimpleType.BOOL;
      case Type.Text text -> SimpleType.STRING;
      case Type.Mapping mapping -> MapType.create(SimpleType.STRING, cel(mapping.values()));
      case Type.Fields fields -> {
        Set<CelType> values =
            fields.types().values().stream().map(Compiler::cel).collect(Collectors.toSet());
        yield MapType.create(
            SimpleType.STRING, values.size() == 1 ? values.iterator().next() : SimpleType.DYN);
      }
    };
  }
}
