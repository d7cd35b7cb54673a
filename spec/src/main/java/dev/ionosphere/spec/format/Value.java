package dev.ionosphere.spec.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value without a shape of its own, such as an argument: text as {@code String}, whole numbers as
 * {@code Long}, others as {@code Double}, flags as {@code Boolean}, and lists and maps of these.
 */
public final class Value {

  private static final int LONGEST_WHOLE_NUMBER = 18;

  private static final int LONGEST_DECIMAL = 400;

  /** Digits without leading zeros, which would be lost. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

  /**
   * No leading zeros, none at the end but in {@code 1.0}, and one digit before the point of an
   * exponent, so that {@code 1.10} and {@code 1443e5} are not taken for the numbers that they were
   * not meant to be.
   */
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(?:(?:0|[1-9][0-9]*)?\\.(?:0|[0-9]*[1-9])"
              + "|[0-9](?:\\.(?:0|[0-9]*[1-9]))?[eE][-+]?[0-9]+)");

  private Value() {}

  /** The fields of a map, each a value. */
  public static Map<String, Object> map(Fields fields) {
    return map(fields.entries(), fields.path(), fields.findings());
  }

  private static Map<String, Object> map(
      Map<String, Tree.Entry> entries, String path, Findings findings) {
    Map<String, Object> map = new LinkedHashMap<>();
    entries.forEach((name, entry) -> map.put(name, of(entry.value(), path + "." + name, findings)));
    return map;
  }

  /** A stand-in, with a finding, for what is none. */
  public static Object of(Tree tree, String path, Findings findings) {
    return switch (tree) {
      case Tree.Mapping mapping -> map(mapping.entries(), path, findings);
      case Tree.Sequence sequence -> list(sequence, path, findings);
      case Tree.Scalar scalar -> scalar(scalar, path, findings);
    };
  }

  private static List<Object> list(Tree.Sequence sequence, String path, Findings findings) {
    List<Object> list = new ArrayList<>();
    for (Tree item : sequence.items()) {
      list.add(of(item, path + "[" + list.size() + "]", findings));
    }
    return list;
  }

  private static Object scalar(Tree.Scalar scalar, String path, Findings findings) {
    return switch (scalar.type()) {
      case TEXT -> scalar.text();
      case FLAG -> Boolean.parseBoolean(scalar.text());
      case INTEGER, DECIMAL -> number(scalar, path, findings);
      case NOTHING -> {
        findings.refused(scalar.at(), path, scalar.describe(), "a value");
        yield "";
      }
    };
  }

  /** A number that is stored as it is written; anything else is refused, and was perhaps text. */
  private static Object number(Tree.Scalar scalar, String path, Findings findings) {
    Matcher whole = WHOLE_NUMBER.matcher(scalar.text());
    if (whole.matches()) {
      if (whole.group(1).length() <= LONGEST_WHOLE_NUMBER) {
        return Long.parseLong(scalar.text());
      }
      refused(scalar, path, findings, "a whole number of at most 18 digits");
      return 0L;
    }
    if (scalar.type() == ScalarType.INTEGER) {
      String kept = scalar.text().replaceFirst("^([-+]?)0+(?=[0-9])", "$1");
      refused(scalar, path, findings, kept + ", which is what it would be kept as");
      return kept.length() <= LONGEST_WHOLE_NUMBER ? Long.parseLong(kept) : 0L;
    }
    Optional<Double> number = scalar.number();
    if (number.isEmpty()) {
      refused(scalar, path, findings, "a finite number");
      return 0.0;
    }
    // No double is written with more; taking it apart would cost its square.
    boolean exact =
        scalar.text().length() <= LONGEST_DECIMAL
            && new BigDecimal(scalar.text()).compareTo(new BigDecimal(number.get().toString()))
                == 0;
    if (!exact || !DECIMAL.matcher(scalar.text()).matches()) {
      refused(
          scalar, path, findings, "%s, which is what it would be kept as".formatted(number.get()));
    }
    return number.get();
  }

  private static void refused(Tree.Scalar scalar, String path, Findings findings, String allowed) {
    findings.refused(
        scalar.at(),
        path,
        scalar.describe(),
        "%s, or \"%s\" in quotes if it is text".formatted(allowed, Quoted.bare(scalar.text())));
  }
}
