package dev.ionosphere.spec.ion;

import dev.ionosphere.spec.ion.DeviceSelector.Operator;
import dev.ionosphere.spec.ion.DeviceSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of {@link DeviceSelector}. */
final class SelectorText {

  private static final String KEY = "(" + Label.KEY + ")";
  private static final String VALUE = "(" + Label.VALUE + ")";
  private static final Pattern COMPARED = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*" + VALUE);
  private static final Pattern LISTED = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");
  private static final Pattern PRESENT = Pattern.compile("(!?)\\s*" + KEY);
  private static final int LONGEST = 1_000;

  private SelectorText() {}

  static DeviceSelector parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the selector is empty");
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("the selector is longer than " + LONGEST + " characters");
    }
    List<Requirement> requirements = new ArrayList<>();
    for (String part : parts(text)) {
      requirements.add(requirement(part.strip()));
    }
    return new DeviceSelector(text, requirements);
  }

  /** Split at the commas outside parentheses. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '(') {
        inside = true;
      } else if (character == ')') {
        inside = false;
      } else if (character == ',' && !inside) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Requirement requirement(String part) {
    Matcher compared = COMPARED.matcher(part);
    if (compared.matches()) {
      Operator operator = compared.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
      return new Requirement(compared.group(1), operator, Set.of(compared.group(3)));
    }
    Matcher listed = LISTED.matcher(part);
    if (listed.matches()) {
      Operator operator = listed.group(2).equals("in") ? Operator.IN : Operator.NOT_IN;
      return new Requirement(listed.group(1), operator, values(listed.group(3), part));
    }
    Matcher present = PRESENT.matcher(part);
    if (present.matches()) {
      Operator operator = present.group(1).isEmpty() ? Operator.EXISTS : Operator.ABSENT;
      return new Requirement(present.group(2), operator, Set.of());
    }
    throw new IllegalArgumentException("'" + part + "' is no condition on a label");
  }

  private static Set<String> values(String list, String part) {
    List<String> values = new ArrayList<>();
    for (String value : list.split(",", -1)) {
      if (!Label.isValue(value.strip())) {
        throw new IllegalArgumentException("'" + part + "' has a value that no label can have");
      }
      values.add(value.strip());
    }
    return Set.copyOf(values);
  }
}
