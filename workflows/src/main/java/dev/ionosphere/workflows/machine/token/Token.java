package dev.ionosphere.workflows.machine.token;

import org.jspecify.annotations.Nullable;

/**
 * Something on its way along one model edge.
 *
 * @param id unique in the ION
 * @param edge {@code from->to}
 * @param cause key of the timeline record that sent it
 * @param trace W3C traceparent of what caused it
 */
public record Token(
    String id,
    String edge,
    Payload payload,
    Lineage lineage,
    Provenance provenance,
    String cause,
    @Nullable String trace) {

  /** The node it comes from. */
  public String from() {
    return edge.substring(0, edge.indexOf("->"));
  }

  /** The node it goes to. */
  public String to() {
    return edge.substring(edge.indexOf("->") + 2);
  }
}
