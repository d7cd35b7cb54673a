package dev.ionosphere.api.node;

import dev.ionosphere.workflows.machine.node.NodeView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of a node, whatever its kind.
 *
 * @param view what the ION's workflow says of it, or said last; absent if it never said anything
 * @param run its newest run
 * @param asked its newest question to people
 * @param devices that were ever told to serve it
 * @param current devices that have its newest release
 * @param warnings where the hub does not do for it what its workflow believes
 */
public record Known(
    String ion,
    Optional<NodeView> view,
    Optional<Run> run,
    Optional<Asked> asked,
    long devices,
    long current,
    List<String> warnings) {

  public Known {
    warnings = List.copyOf(warnings);
  }

  /** Its question to people, while it waits. */
  public Optional<Asked> open() {
    return asked.filter(Asked::open);
  }

  /**
   * @param fraction of its work that is done, as its worker last said
   * @param at when it ended, or started while it runs
   */
  public record Run(String id, String state, @Nullable Double fraction, Instant at) {}

  public record Asked(String id, String state, String candidate, @Nullable Instant expiresAt) {

    public boolean open() {
      return state.equals("pending");
    }

    /** What a person wants to know of it, most important first. */
    public List<String> lines(Words words) {
      String model = "model " + words.digest(candidate);
      return expiresAt == null ? List.of(model) : List.of(model, "expires " + words.ago(expiresAt));
    }

    /** Its page. */
    public String link() {
      return "/approvals/" + id;
    }
  }
}
