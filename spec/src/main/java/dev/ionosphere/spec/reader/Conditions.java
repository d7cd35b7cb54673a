package dev.ionosphere.spec.reader;

import java.util.List;

/** Compiles conditions, which are written in CEL. */
@FunctionalInterface
public interface Conditions {

  /** What keeps the condition from being compiled, in order of position; nothing if it is fine. */
  List<String> problems(String condition);
}
