package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ShortText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a model comes from.
 *
 * @param run that trained it, {@code <ion>.<node>.<n>}
 * @param data digest of the training data
 * @param component name of the program that trained it
 * @param program digest of that program, if it is a file
 * @param arguments given to the program
 * @param parents models this one was made from; none if it was trained from data alone, as all
 *     components do so far
 */
public record Lineage(
    String ion,
    String node,
    String run,
    Optional<Digest> data,
    String component,
    Optional<Digest> program,
    Map<String, String> arguments,
    List<Digest> parents) {

  public Lineage {
    Manifest.plainName("lineage.ion", ion);
    Manifest.plainName("lineage.node", node);
    Manifest.plainName("lineage.run", run);
    Manifest.plainName("lineage.component", component);
    // Sorted, so that equal lineages give equal bytes.
    arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
    parents = List.copyOf(parents);
    for (Map.Entry<String, String> argument : arguments.entrySet()) {
      ShortText.checked("lineage.arguments", argument.getKey());
      ShortText.encodable("lineage.arguments." + argument.getKey(), argument.getValue());
    }
  }
}
