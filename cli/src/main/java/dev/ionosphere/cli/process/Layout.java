package dev.ionosphere.cli.process;

import java.nio.file.Path;

/**
 * Where the data of local processes lies.
 *
 * @param data the directory {@code .ion}
 */
public record Layout(Path data) {
  public Path hub() {
    return data.resolve("hub");
  }

  /** The token of a local user, written by the hub at its first start. */
  public Path token(String user) {
    return hub().resolve("secrets").resolve(user + ".token");
  }

  /** The certificate of the hub's own CA, which the hub writes when it has one. */
  public Path hubAuthority() {
    return hub().resolve("secrets").resolve("ca.crt");
  }

  public Path temporal() {
    return data.resolve("temporal");
  }

  public Path temporalDatabase() {
    return temporal().resolve("temporal.db");
  }

  public Path cloud() {
    return data.resolve("worker-cloud");
  }

  public Path edge(String device) {
    return data.resolve("edges").resolve(device);
  }

  public Path enrolToken(String device) {
    return edge(device).resolve("enrol.token");
  }

  public Path log(String process) {
    return data.resolve("logs").resolve(process + ".log");
  }

  public Path table() {
    return data.resolve("processes.json");
  }

  /** Held while a command starts or stops processes. */
  Path startLock() {
    return data.resolve("start.lock");
  }

  /** Processes whose start is not in the table yet. */
  Path starting() {
    return data.resolve("starting");
  }

  /** Data of the demo: what the training reads and what the devices replay. */
  public Path demo() {
    return data.resolve("demo");
  }
}
