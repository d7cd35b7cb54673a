package dev.ionosphere.spec.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process finds around it.
 *
 * @param runtime what runs it
 * @param variables that are set
 * @param inherited names of variables that the worker hands on if it has them
 * @param secrets variable by the name of the secret that it holds
 */
public record Environment(
    Runtime runtime,
    Map<String, String> variables,
    List<String> inherited,
    Map<String, String> secrets) {
  public Environment {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    inherited = List.copyOf(inherited);
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
  }

  /** What the first word of a command means. */
  public sealed interface Runtime {

    /** A program on the worker's path, or in the component's folder. */
    record Given() implements Runtime {}

    /**
     * A Python environment, made of a lock file.
     *
     * @param lock requirements with versions, a file of the component
     */
    record PythonLock(String lock) implements Runtime {}

    /** The user's own interpreter. */
    record Interpreter(String path) implements Runtime {}
  }
}
