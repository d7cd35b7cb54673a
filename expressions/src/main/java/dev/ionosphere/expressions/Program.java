package dev.ionosphere.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.runtime.CelStandardFunctions.StandardFunction.Overload.Arithmetic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A compiled expression with the names it uses. */
final class Program implements Expression.Compiled {
  private static final Set<Object> CHECKED =
      Set.of(
          Arithmetic.ADD_DOUBLE,
          Arithmetic.SUBTRACT_DOUBLE,
          Arithmetic.MULTIPLY_DOUBLE,
          Arithmetic.DIVIDE_DOUBLE);

  /** The standard one, but arithmetic that ends beyond the finite numbers is an error. */
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(Limits.OPTIONS)
          .setStandardEnvironmentEnabled(false)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder()
                  .filterFunctions((function, overload) ->
                      function != StandardFunction.MATCHES && !CHECKED.contains(overload))
                  .build())
          .addFunctionBindings(
              binding("add_double", (left, right) -> finite(left, "+", right, left + right)),
              binding("subtract_double", (left, right) -> finite(left, "-", right, left - right)),
              binding("multiply_double", (left, right) -> finite(left, "*", right, left * right)),
              binding("divide_double", (left, right) -> finite(left, "/", right, left / right)))
          .build();

  private final String text;
  private final Names names;
  private final Map<String, Type> variables;
  private final CelRuntime.Program program;

  Program(String text, CelAbstractSyntaxTree tree, Names names, Map<String, Type> variables) {
    this.text = text;
    this.names = names;
    this.variables = variables;
    try {
      program = RUNTIME.createProgram(tree);
    } catch (CelEvaluationException unfit) {
      throw new IllegalArgumentException(unfit.getMessage(), unfit);
    }
  }

  @Override
  public Outcome evaluate(Map<String, ?> inputs) {
    Optional<String> unfit = unfit(inputs);
    if (unfit.isPresent()) {
      return new Outcome.Inconclusive(unfit.get());
    }
    Map<String, Object> values = new HashMap<>();
    variables
        .keySet()
        .forEach(name -> {
          Object value = inputs.get(name);
          if (value != null) {
            values.put(name, Inputs.widened(value));
          }
        });
    try {
      return program.eval(values) instanceof Boolean verdict
          ? verdict ? new Outcome.True() : new Outcome.False()
          : new Outcome.Inconclusive("the expression is neither true nor false");
    } catch (CelEvaluationException
        | RuntimeException
        | StackOverflowError
        | NotFiniteError failed) {
      return new Outcome.Inconclusive("the expression cannot be evaluated: " + reason(failed));
    }
  }

  private static String reason(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private Optional<String> unfit(Map<String, ?> inputs) {
    for (List<String> path : names.needed()) {
      Optional<String> unfit =
          Inputs.unfit(String.join(".", path), Inputs.at(inputs, path), type(path));
      if (unfit.isPresent()) {
        return unfit;
      }
    }
    for (List<String> path : names.optional()) {
      Object value = Inputs.at(inputs, path);
      Optional<String> unfit =
          value == null
              ? Optional.empty()
              : Inputs.unfit(String.join(".", path), value, type(path));
      if (unfit.isPresent()) {
        return unfit;
      }
    }
    return Optional.empty();
  }

  private Type type(List<String> path) {
    Type type = new Type.Fields(variables);
    for (String name : path) {
      type =
          switch (type) {
            case Type.Fields fields -> fields.types().getOrDefault(name, Type.TEXT);
            case Type.Mapping mapping -> mapping.values();
            case Type.Number leaf -> leaf;
            case Type.Bool leaf -> leaf;
            case Type.Text leaf -> leaf;
          };
    }
    return type;
  }

  @Override
  public Map<String, String> seen(Map<String, ?> inputs) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (List<String> path : names.all()) {
      seen.put(String.join(".", path), Inputs.text(Inputs.at(inputs, path)));
    }
    return seen;
  }

  @Override
  public String digest() {
    return CanonicalJson.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CelFunctionBinding binding(
      String overload, CelFunctionOverload.Binary<Double, Double> operator) {
    return CelFunctionBinding.from(overload, Double.class, Double.class, operator);
  }

  private static double finite(double left, String sign, double right, double result) {
    if (!Double.isFinite(result)) {
      throw new NotFiniteError("%s %s %s is no finite number".formatted(left, sign, right));
    }
    return result;
  }

  /**
   * No exception: the library forgets one where the rest of the expression decides, and what is not
   * finite is inconclusive there, too.
   */
  private static final class NotFiniteError extends Error {
    private static final long serialVersionUID = 1L;

    NotFiniteError(String message) {
      super(message, null, false, false);
    }
  }
}
