package dev.ionosphere.programs.process;

/** How a program ended. */
public sealed interface ProgramEnd {

  /**
   * By itself, or by a signal from outside: then the code is 128 and the signal.
   *
   * @param strays its processes that were left, and were ended
   */
  record Exited(int code, int strays) implements ProgramEnd {}

  /** We ended it, as somebody asked. */
  record Stopped() implements ProgramEnd {}

  /**
   * We ended it, as it used more than it may.
   *
   * @param reason for people, such as {@code used 4.1 GiB of memory, allowed are 4.0 GiB}
   */
  record OverLimit(String reason) implements ProgramEnd {}

  /** It is gone, and nothing tells how. */
  record Lost() implements ProgramEnd {}
}
