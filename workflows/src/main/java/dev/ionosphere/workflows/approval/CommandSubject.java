package dev.ionosphere.workflows.approval;

import java.util.List;
import java.util.stream.Collectors;

/** Digests that the tickets of commands bind to. */
public final class CommandSubject {

  /**
   * @param document canonical JSON
   */
  public static String change(String document, long generation) {
    return Subject.digest(
        "change command v1\n" + Subject.digest(document) + "\n" + generation + "\n");
  }

  public static String setModel(String node, String digest) {
    return Subject.digest("setModel command v1\n" + node + "\n" + digest + "\n");
  }

  /**
   * @param withdraw whether its models are taken off the devices as well
   */
  public static String stop(String ion, boolean withdraw) {
    return Subject.digest(
        (withdraw ? "stop and withdraw command v1\n" : "stop command v1\n") + ion + "\n");
  }

  /**
   * @param change subject of the change that waits
   * @param statement signed with the offline key
   */
  public static String breakGlass(String change, String statement, long delaySeconds) {
    return Subject.digest(
        "breakGlass command v1\n%s\n%s\n%d\n"
            .formatted(change, Subject.digest(statement), delaySeconds));
  }

  public static String rotateKeys(List<TicketKey> keys) {
    return Subject.digest(
        keys.stream()
            .map(key -> key.id() + " " + key.publicKey())
            .collect(Collectors.joining("\n", "rotateKeys command v1\n", "\n")));
  }

  private CommandSubject() {}
}
