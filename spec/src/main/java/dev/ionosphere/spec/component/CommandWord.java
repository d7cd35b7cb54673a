package dev.ionosphere.spec.component;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A part of a command: one word, or a group that is left out as a whole if an argument or input in
 * it is absent.
 */
public sealed interface CommandWord {

  /**
   * A word; {@code {arg:name}}, {@code {flag:name}}, {@code {input:name}}, {@code {output:name}}
   * and {@code {args}} stand for values.
   */
  record Word(String text) implements CommandWord {

    private static final Pattern PLACEHOLDER =
        Pattern.compile("\\{(?:(arg|flag|input|output):([A-Za-z0-9_.-]{1,64})|(args))\\}");

    /** What stands for values in it, in order. */
    public List<Placeholder> placeholders() {
      return PLACEHOLDER.matcher(text).results().map(Word::placeholder).toList();
    }

    private static Placeholder placeholder(MatchResult found) {
      return found.group(3) != null
          ? new Placeholder("args", "", found.start(), found.end())
          : new Placeholder(found.group(1), found.group(2), found.start(), found.end());
    }
  }

  /** Words that belong together, such as an option and its value. */
  record Group(List<Word> words) implements CommandWord {
    public Group {
      words = List.copyOf(words);
    }
  }

  /**
   * A place in a word.
   *
   * @param kind {@code arg}, {@code flag}, {@code input}, {@code output} or {@code args}
   * @param name of what it stands for; empty of {@code args}
   * @param start first character of the place in its word
   * @param end the character after it
   */
  record Placeholder(String kind, String name, int start, int end) {}
}
