package dev.ionosphere.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/** How an answer is written: a table for people, the hub's whole answer for programs. */
public enum OutputFormat {
  table,
  json,
  yaml;

  /** Writes the answer for a program; {@link #table} is the caller's own to draw. */
  public void print(JsonNode answer, Terminal terminal) {
    switch (this) {
      case table -> throw new IllegalStateException("a table is drawn by the command");
      case json -> terminal.raw(Style.escaped(answer.toPrettyString() + "\n"));
      case yaml -> terminal.raw(Style.escaped(YamlText.of(answer)));
    }
  }
}
