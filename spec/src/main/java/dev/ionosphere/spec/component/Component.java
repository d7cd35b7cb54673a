package dev.ionosphere.spec.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program as its manifest tells of it.
 *
 * @param about one sentence for people; may be empty
 * @param arguments by name, in the order written
 * @param inputs by name, in the order written
 * @param outputs by name, in the order written
 * @param metrics what is read out of the lines that it prints
 * @param compat conventions of other systems that it is started by
 */
public record Component(
    String name,
    String version,
    String about,
    Program program,
    Map<String, Argument> arguments,
    Map<String, Input> inputs,
    Map<String, Output> outputs,
    Environment environment,
    Resources resources,
    List<MetricPattern> metrics,
    Set<Convention> compat) {

  public Component {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    metrics = List.copyOf(metrics);
    compat = Set.copyOf(compat);
  }

  /** Name and version, as documents name it. */
  public ComponentReference reference() {
    return new ComponentReference(name, java.util.Optional.of(version));
  }
}
