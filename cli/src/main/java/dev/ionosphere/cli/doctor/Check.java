package dev.ionosphere.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param advice what to do; empty if all is well
 */
record Check(String name, State state, String found, String advice) {
  /** How bad it is. */
  enum State {
    GOOD,
    /** Works, with less than all. */
    LACKING,
    /** Something will not work. */
    BAD
  }

  static Check good(String name, String found) {
    return new Check(name, State.GOOD, found, "");
  }

  static Check lacking(String name, String found, String advice) {
    return new Check(name, State.LACKING, found, advice);
  }

  static Check bad(String name, String found, String advice) {
    return new Check(name, State.BAD, found, advice);
  }
}
