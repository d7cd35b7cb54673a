package dev.ionosphere.data.check;

import dev.ionosphere.data.cell.TimeFormat;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which column says when a row was, and how.
 *
 * @param column its name; null if there is none
 */
record TimeGuess(@Nullable String column, TimeFormat format, Confidence confidence, String why) {

  private static final TimeFormat ISO = TimeFormat.iso(ZoneOffset.UTC);
  static final TimeGuess NONE = new TimeGuess(null, ISO, Confidence.SURE, "");
  private static final int MOST_VALUES = 200;

  private static final List<String> DAYS =
      List.of(
          "dd.MM.yyyy",
          "dd/MM/yyyy",
          "MM/dd/yyyy",
          "dd-MM-yyyy",
          "MM-dd-yyyy",
          "yyyy/MM/dd",
          "yyyy.MM.dd",
          "d.M.yyyy",
          "d/M/yyyy",
          "M/d/yyyy",
          "d-M-yyyy",
          "M-d-yyyy",
          "yyyy/M/d",
          "dd.MM.yy",
          "dd/MM/yy",
          "MM/dd/yy",
          "d.M.yy",
          "d/M/yy",
          "M/d/yy",
          "dd-MMM-yyyy",
          "d-MMM-yyyy",
          "dd MMM yyyy",
          "d MMM yyyy");
  private static final List<String> CLOCKS =
      List.of(
          " HH:mm",
          " HH:mm:ss",
          " HH:mm[:ss]",
          " HH:mm:ss.SSS",
          " H:mm",
          " H:mm:ss",
          " hh:mm:ss a",
          " hh:mm a",
          " h:mm:ss a",
          " h:mm a",
          " HH.mm.ss",
          "");
  private static final Set<String> DAY_FIRST =
      Set.of("dd/MM/yyyy", "dd-MM-yyyy", "d/M/yyyy", "d-M-yyyy", "dd/MM/yy", "d/M/yy");
  private static final List<TimeFormat> FORMATS = formats();

  private static final Pattern NAMED =
      Pattern.compile("(?i).*(time|date|epoch|stamp|utc|zeit|datum).*|ts|at|t");
  private static final Pattern CLOCK = Pattern.compile("\\d{1,2}([:.])\\d{2}(\\1\\d{2})?");
  private static final double FIRST = 631_152_000;
  private static final double LAST = 4_102_444_800.0;

  private static List<TimeFormat> formats() {
    List<TimeFormat> formats = new ArrayList<>();
    for (String day : DAYS) {
      CLOCKS.forEach(clock -> formats.add(TimeFormat.of(day + clock, ZoneOffset.UTC)));
    }
    return List.copyOf(formats);
  }

  static TimeGuess of(HeaderGuess header) {
    TimeGuess ofDays = NONE;
    boolean clock = false;
    for (int column = 0; column < header.names().size(); column++) {
      String name = header.names().get(column);
      List<String> values = header.values(column);
      if (name.isEmpty() || values.isEmpty()) {
        continue;
      }
      values = values.subList(0, Math.min(values.size(), MOST_VALUES));
      if (values.stream().allMatch(value -> CLOCK.matcher(value).matches())
          && values.stream()
              .anyMatch(
                  value -> value.indexOf('.') != value.lastIndexOf('.') || value.contains(":"))) {
        clock = true;
        continue;
      }
      TimeGuess guess = of(name, values);
      if (guess.column == null && guess.why.isEmpty()) {
        continue;
      }
      if (guess.column != null && hasClock(guess, values)) {
        return guess;
      }
      ofDays = ofDays == NONE ? guess : ofDays;
    }
    return clock && ofDays != NONE
        ? new TimeGuess(
            null, ISO, Confidence.LIKELY, "day and time of day are two columns: no column of time")
        : ofDays;
  }

  private static boolean hasClock(TimeGuess guess, List<String> values) {
    return guess.format.pattern().equals("iso")
        ? values.stream().anyMatch(value -> value.length() > 10)
        : guess.format.pattern().matches(".*[Hh]{1,2}[:.].*|epoch-.*");
  }

  private static TimeGuess of(String name, List<String> values) {
    if (fits(ISO, values)) {
      return new TimeGuess(name, ISO, Confidence.SURE, "");
    }
    if (values.stream().allMatch(value -> isNumber(CellShape.of(value)))) {
      return epoch(name, values);
    }
    Set<TimeFormat> fitting = new LinkedHashSet<>();
    for (TimeFormat format : FORMATS) {
      if (fits(format, values)) {
        fitting.add(format);
      }
    }
    if (fitting.isEmpty()) {
      return NONE;
    }
    TimeFormat first = fitting.iterator().next();
    TimeFormat turned = opposite(first, fitting);
    return turned == null
        ? new TimeGuess(name, first, Confidence.SURE, "")
        : byOrder(name, first, turned, values);
  }

  private static boolean isNumber(CellShape shape) {
    return shape == CellShape.WHOLE || shape == CellShape.POINT;
  }

  /** The same with day and month the other way round, if that fits as well. */
  private static @Nullable TimeFormat opposite(TimeFormat format, Set<TimeFormat> fitting) {
    for (String day : DAY_FIRST) {
      if (format.pattern().startsWith(day)) {
        char mark = day.charAt(day.lastIndexOf('M') + 1);
        String[] parts = day.split(Pattern.quote(String.valueOf(mark)));
        String other = parts[1] + mark + parts[0] + mark + parts[2];
        TimeFormat turned =
            TimeFormat.of(other + format.pattern().substring(day.length()), ZoneOffset.UTC);
        if (fitting.contains(turned) && !day.equals(other)) {
          return turned;
        }
      }
    }
    return null;
  }

  /** Rows come in the order of time: that tells days from months, if they pass twelve. */
  private static TimeGuess byOrder(
      String name, TimeFormat one, TimeFormat other, List<String> values) {
    boolean first = isOrdered(one, values);
    boolean second = isOrdered(other, values);
    if (first == second) {
      return new TimeGuess(
          null,
          ISO,
          Confidence.UNSURE,
          "column '%s' is %s or %s: state which".formatted(name, one.pattern(), other.pattern()));
    }
    return new TimeGuess(
        name,
        first ? one : other,
        Confidence.LIKELY,
        "column '%s' is in order as %s only".formatted(name, (first ? one : other).pattern()));
  }

  private static boolean isOrdered(TimeFormat format, List<String> values) {
    long last = Long.MIN_VALUE;
    for (String value : values) {
      long now = format.micros(value).orElse(Long.MIN_VALUE);
      if (now < last) {
        return false;
      }
      last = now;
    }
    return true;
  }

  private static boolean fits(TimeFormat format, List<String> values) {
    for (String value : values) {
      if (format.micros(value).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static TimeGuess epoch(String name, List<String> values) {
    boolean named = NAMED.matcher(name.toLowerCase(Locale.ROOT)).matches();
    for (String unit : List.of("epoch-s", "epoch-ms", "epoch-us")) {
      TimeFormat format = TimeFormat.of(unit, ZoneOffset.UTC);
      if (isBetween(format, values)
          && (named || (values.size() > 2 && isOrdered(format, values)))) {
        return new TimeGuess(name, format, named ? Confidence.SURE : Confidence.LIKELY, "");
      }
    }
    return NONE;
  }

  private static boolean isBetween(TimeFormat format, List<String> values) {
    for (String value : values) {
      OptionalLong micros = format.micros(value);
      double seconds = micros.isEmpty() ? 0 : micros.getAsLong() / 1e6;
      if (seconds < FIRST || seconds > LAST) {
        return false;
      }
    }
    return true;
  }
}
