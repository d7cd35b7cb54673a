package dev.ionosphere.cli.local;

/** Told while processes come up. */
public interface UpProgress {
  /** What a process is busy with; told often while a long step goes on. */
  void working(String process, String what);

  void ready(String process, String detail);

  void warning(String text);
}
