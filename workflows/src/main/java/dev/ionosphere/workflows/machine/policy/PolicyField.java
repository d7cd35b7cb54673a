package dev.ionosphere.workflows.machine.policy;

import java.util.List;
import java.util.Objects;

/**
 * One field of a node that is policy.
 *
 * @param name as in the document, such as {@code approvers.notRequester}
 * @param value as text; equal texts are the same policy
 * @param order which values are stricter
 * @param grant whether it lets something through, so that having it is weaker than not having it
 */
public record PolicyField(String name, String value, Order order, boolean grant) {

  /** Which of two values is stricter. */
  public sealed interface Order {

    /** No two values can be compared: any other value is weaker. */
    record None() implements Order {}

    /** A plan that approvals bind to, but that lets nothing more through whatever it says. */
    record Plan() implements Order {}

    /** More is stricter. */
    record More(double amount) implements Order {}

    /** Less is stricter. */
    record Less(double amount) implements Order {}

    /** Must hold. A conjunct more is stricter. */
    record Conjuncts(List<String> parts) implements Order {
      public Conjuncts {
        parts = List.copyOf(parts);
      }
    }
  }

  public static PolicyField of(String name, String value, Order order) {
    return new PolicyField(name, value, order, false);
  }

  public static PolicyField plan(String name, String value) {
    return of(name, value, new Order.Plan());
  }

  /** How this one stands to the one before it. */
  public Strictness against(PolicyField before) {
    if (Objects.equals(value, before.value)) {
      return Strictness.SAME;
    }
    if (order instanceof Order.Plan) {
      return Strictness.SAME;
    }
    boolean stricter =
        switch (order) {
          case Order.None none -> false;
          case Order.Plan plan -> false;
          case Order.More(double amount) ->
              before.order instanceof Order.More(double old) && amount > old;
          case Order.Less(double amount) ->
              before.order instanceof Order.Less(double old) && amount < old;
          case Order.Conjuncts(List<String> parts) ->
              before.order instanceof Order.Conjuncts(List<String> old) && parts.containsAll(old);
        };
    return stricter ? Strictness.STRICTER : Strictness.WEAKER;
  }
}
