package dev.ionosphere.programs.process;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is started.
 *
 * @param run id; every process of the run carries it in {@link #RUN_ID}
 * @param words the program and what it is given
 * @param environment all of it; nothing is inherited
 */
public record ProgramLaunch(
    String run, List<String> words, Map<String, String> environment, Limits limits) {

  /** The variable that tells a run's processes from all others. */
  public static final String RUN_ID = "IONOSPHERE_RUN_ID";

  public ProgramLaunch {
    words = List.copyOf(words);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
