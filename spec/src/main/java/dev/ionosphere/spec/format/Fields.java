package dev.ionosphere.spec.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A map whose fields are taken one by one; {@link #finish} then refuses what nobody asked for. A
 * value that is missing or wrong becomes a finding and a stand-in, so that reading goes on to find
 * the rest.
 */
public final class Fields {

  private final Position at;
  private final String path;
  private final Map<String, Tree.Entry> entries;
  private final Findings findings;

  /** There is no such map and a finding says so; that its fields are missing too is no news. */
  private final boolean reported;

  private final Set<String> asked = new LinkedHashSet<>();

  public Fields(Tree.Mapping mapping, String path, Findings findings) {
    this(mapping.at(), path, mapping.entries(), findings, false);
  }

  private Fields(
      Position at,
      String path,
      Map<String, Tree.Entry> entries,
      Findings findings,
      boolean reported) {
    this.reported = reported;
    this.at = at;
    this.path = path;
    this.entries = entries;
    this.findings = findings;
  }

  public Position at() {
    return at;
  }

  public String path() {
    return path;
  }

  public String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public Findings findings() {
    return findings;
  }

  public boolean isReported() {
    return reported;
  }

  /** Whether this was accepted once, so that whatever can be read is taken. */
  public boolean isLenient() {
    return findings.isOfStored();
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** Where the value of a field is, or the map itself if it has none. */
  public Position at(String name) {
    Tree.Entry entry = entries.get(name);
    return entry == null ? at : entry.value().at();
  }

  /** Where the name of a field is, or the map itself if it has none. */
  public Position keyAt(String name) {
    Tree.Entry entry = entries.get(name);
    return entry == null ? at : entry.keyAt();
  }

  public Optional<Tree> take(String name) {
    asked.add(name);
    return Optional.ofNullable(entries.get(name)).map(Tree.Entry::value);
  }

  /** A field whose absence is a finding. */
  public Optional<Tree> need(String name) {
    Optional<Tree> value = take(name);
    if (value.isEmpty() && !reported) {
      findings.error(at, pathOf(name), "the required field '" + name + "' is missing");
    }
    return value;
  }

  /** A map; an empty one where it is absent, so that its defaults hold. */
  public Fields map(String name) {
    return take(name).map(value -> mapOf(name, value)).orElseGet(() -> nothing(name, reported));
  }

  public Fields needMap(String name) {
    return need(name).map(value -> mapOf(name, value)).orElseGet(() -> nothing(name, true));
  }

  /** The fields as written, each a map or a finding. */
  public Map<String, Tree.Entry> entries() {
    asked.addAll(entries.keySet());
    return entries;
  }

  private Fields mapOf(String name, Tree value) {
    if (value instanceof Tree.Mapping mapping) {
      return new Fields(mapping, pathOf(name), findings);
    }
    refused(name, value, "a map of fields");
    return nothing(name, true);
  }

  private Fields nothing(String name, boolean isReported) {
    return new Fields(at(name), pathOf(name), Map.of(), findings, isReported);
  }

  public Optional<List<Tree>> list(String name) {
    return take(name)
        .flatMap(value -> {
          if (value instanceof Tree.Sequence sequence) {
            return Optional.of(sequence.items());
          }
          refused(name, value, "a list");
          return Optional.empty();
        });
  }

  /** The items of a list of maps; what is no map is left out, with a finding. */
  public List<Fields> maps(String name) {
    List<Fields> maps = new ArrayList<>();
    List<Tree> items =
        take(name).orElse(null) instanceof Tree.Sequence list ? list.items() : List.of();
    for (int i = 0; i < items.size(); i++) {
      String item = pathOf(name) + "[" + i + "]";
      switch (items.get(i)) {
        case Tree.Mapping mapping -> maps.add(new Fields(mapping, item, findings));
        case Tree other -> findings.refused(other.at(), item, other.describe(), "a map of fields");
      }
    }
    return maps;
  }

  /** Text that says something; empty is the stand-in for what has a finding already. */
  public String needText(String name, String allowed) {
    return need(name).flatMap(value -> textOf(name, value, allowed)).orElse("");
  }

  public String text(String name, String otherwise, String allowed) {
    return take(name).flatMap(value -> textOf(name, value, allowed)).orElse(otherwise);
  }

  /** Text that may be empty. */
  public String anyText(String name, String allowed) {
    return take(name).flatMap(value -> anyTextOf(name, value, allowed)).orElse("");
  }

  private Optional<String> textOf(String name, Tree value, String allowed) {
    Optional<String> text = anyTextOf(name, value, allowed);
    if (text.filter(String::isEmpty).isPresent()) {
      refused(name, value, allowed);
      return Optional.empty();
    }
    return text;
  }

  private Optional<String> anyTextOf(String name, Tree value, String allowed) {
    if (value instanceof Tree.Scalar scalar && scalar.type() == ScalarType.TEXT) {
      return Optional.of(scalar.text());
    }
    refused(name, value, allowed);
    return Optional.empty();
  }

  /** One of a closed set of words. */
  public String choice(String name, String otherwise, List<String> allowed) {
    String word = text(name, otherwise, String.join(", ", allowed));
    if (!allowed.contains(word)) {
      findings.unknown(at(name), pathOf(name), "value", word, allowed);
      return isLenient() ? word : otherwise;
    }
    return word;
  }

  public int integer(String name, int otherwise, int min, int max) {
    return take(name)
        .map(value -> {
          if (value instanceof Tree.Scalar scalar
              && scalar.type() == ScalarType.INTEGER
              && scalar.text().length() <= 11) {
            long number = Long.parseLong(scalar.text());
            if (isLenient() || number >= min && number <= max) {
              return Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
            }
          }
          refused(name, value, "a whole number from %d to %d".formatted(min, max));
          return otherwise;
        })
        .orElse(otherwise);
  }

  /** A number from 0 to 1. */
  public double share(String name, double otherwise) {
    return number(name, otherwise, 0, 1);
  }

  public double number(String name, double otherwise, int min, int max) {
    return take(name)
        .map(value -> {
          Optional<Double> number =
              value instanceof Tree.Scalar scalar ? scalar.number() : Optional.empty();
          boolean fits = number.filter(got -> got >= min && got <= max).isPresent();
          if (number.isEmpty() || !(fits || isLenient())) {
            refused(name, value, "a number from %d to %d".formatted(min, max));
            return otherwise;
          }
          return number.get();
        })
        .orElse(otherwise);
  }

  public boolean flag(String name, boolean otherwise) {
    return take(name)
        .map(value -> {
          if (value instanceof Tree.Scalar scalar && scalar.type() == ScalarType.FLAG) {
            return Boolean.parseBoolean(scalar.text());
          }
          refused(name, value, "true or false");
          return otherwise;
        })
        .orElse(otherwise);
  }

  public Duration needDuration(String name, Duration min, Duration max) {
    need(name);
    return duration(name, min, min, max);
  }

  public Duration duration(String name, Duration otherwise, Duration min, Duration max) {
    return take(name)
        .map(value -> {
          if (value instanceof Tree.Scalar scalar && scalar.type() == ScalarType.TEXT) {
            Optional<Duration> duration = DurationText.parse(scalar.text());
            boolean fits =
                duration.isPresent()
                    && duration.get().compareTo(min) >= 0
                    && duration.get().compareTo(max) <= 0;
            if (duration.isPresent() && (fits || isLenient())) {
              return duration.get();
            }
          }
          refused(
              name,
              value,
              "%s, from %s to %s"
                  .formatted(DurationText.ALLOWED, DurationText.of(min), DurationText.of(max)));
          return otherwise;
        })
        .orElse(otherwise);
  }

  public void refused(String name, Tree value, String allowed) {
    findings.refused(value.at(), pathOf(name), value.describe(), allowed);
  }

  /** Refuses every field that was not asked for. */
  public void finish() {
    List<String> known = new ArrayList<>(asked);
    entries.forEach((name, entry) -> {
      if (!asked.contains(name)) {
        findings.unknown(entry.keyAt(), pathOf(name), "field", name, known);
      }
    });
  }
}
