package dev.ionosphere.api.timeline.sentence;

/** What a record means at a glance. */
public enum Mood {
  /** As it should be. */
  OK,
  /** Something is under way. */
  BUSY,
  /** A person or a device is waited for. */
  WAIT,
  /** Something is wrong. */
  BAD,
  /** Nothing is going on. */
  IDLE
}
