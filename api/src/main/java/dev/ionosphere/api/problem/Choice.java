package dev.ionosphere.api.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A parameter that takes one of a few words. */
public final class Choice {

  /**
   * @return nothing if the parameter is absent or empty
   * @throws HubException malformed, if the word is not allowed
   */
  public static Optional<String> of(String parameter, String got, List<String> allowed) {
    if (got.isEmpty()) {
      return Optional.empty();
    }
    if (!allowed.contains(got)) {
      throw HubException.malformed(
          "%s: got \"%s\", allowed is %s".formatted(parameter, got, String.join(", ", allowed)));
    }
    return Optional.of(got);
  }

  /** The same for the names of an enum in lower case with dashes. */
  public static <E extends Enum<E>> Optional<E> of(String parameter, String got, Class<E> type) {
    List<E> values = Arrays.asList(type.getEnumConstants());
    List<String> texts = values.stream().map(Choice::text).toList();
    return of(parameter, got, texts).map(text -> values.get(texts.indexOf(text)));
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Choice() {}
}
