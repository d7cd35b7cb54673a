package dev.ionosphere.cli.temporal;

/** Whether there is a Go that can build the Temporal server; nothing else needs one. */
public sealed interface GoLookup {
  /** The oldest version that does, such as {@code 1.26.4}. */
  String wanted();

  record Missing(String wanted) implements GoLookup {}

  record TooOld(Go go, String wanted) implements GoLookup {}

  /** It may be older than wanted where it fetches the wanted one by itself. */
  record Usable(Go go, String wanted) implements GoLookup {}
}
