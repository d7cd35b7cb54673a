package dev.ionosphere.spec.format;

import dev.ionosphere.spec.ion.Node;
import java.util.List;
import java.util.Map;

/** How one kind of node is written. */
public interface NodeFormat<N extends Node> {

  /** The value of {@code kind} in the document. */
  String kind();

  /** The fragment of the schema, among the resources of its package. */
  default String schemaResource() {
    return "/dev/ionosphere/spec/format/%s/%s.schema.json".formatted(kind(), kind());
  }

  /**
   * A node; with findings if something is wrong with it, stand-ins for what is wrong.
   *
   * @param fields of the node; those that this asks for are the ones that there are, and {@code
   *     kind} and {@code join} have been taken
   * @param context of the document
   */
  N read(String name, Fields fields, DocumentContext context);

  /** The same fields with every default written out, in their order, {@code kind} left out. */
  Map<String, Object> write(N node);

  /** What it asks of the installation that it is applied to. */
  default List<Need> needs(N node) {
    return List.of();
  }
}
