package dev.ionosphere.data.cell;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How instants are written: as ISO 8601 has it, {@code 2026-01-31T12:00:00.5+01:00}, a blank for
 * the {@code T}, time of day, seconds, fraction and offset left out or not; or by a pattern; or as
 * a count since 1970. A day or an hour that the calendar does not have is none.
 */
public final class TimeFormat {

  private static final long MICROS = 1_000_000;
  private static final int ISO_YEAR = 4;
  private static final int ISO_DAY = 10;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final ZoneId zone;
  private final String pattern;
  private final Optional<DateTimeFormatter> formatter;
  private final long perUnit;

  private TimeFormat(
      ZoneId zone, String pattern, Optional<DateTimeFormatter> formatter, long perUnit) {
    this.zone = zone;
    this.pattern = pattern;
    this.formatter = formatter;
    this.perUnit = perUnit;
  }

  /** ISO 8601; what names no offset is of the zone. */
  public static TimeFormat iso(ZoneId zone) {
    return new TimeFormat(zone, "iso", Optional.of(ISO), 0);
  }

  /**
   * By {@code iso}, {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, or a pattern of {@link
   * DateTimeFormatter} such as {@code dd.MM.yyyy HH:mm}.
   *
   * @throws IllegalArgumentException if it is no pattern
   */
  public static TimeFormat of(String pattern, ZoneId zone) {
    return switch (pattern) {
      case "iso" -> iso(zone);
      case "epoch-s" -> new TimeFormat(zone, pattern, Optional.empty(), MICROS);
      case "epoch-ms" -> new TimeFormat(zone, pattern, Optional.empty(), MICROS / 1_000);
      case "epoch-us" -> new TimeFormat(zone, pattern, Optional.empty(), 1);
      default ->
          new TimeFormat(
              zone,
              pattern,
              Optional.of(
                  new DateTimeFormatterBuilder()
                      .parseCaseInsensitive()
                      .appendPattern(pattern)
                      .parseDefaulting(ChronoField.ERA, 1)
                      .toFormatter(Locale.ENGLISH)
                      .withResolverStyle(ResolverStyle.STRICT)),
              0);
    };
  }

  public ZoneId zone() {
    return zone;
  }

  public String pattern() {
    return pattern;
  }

  /** Microseconds since 1970, if it is such an instant. */
  public OptionalLong micros(String text) {
    try {
      if (formatter.isEmpty()) {
        return counted(text);
      }
      return mayFit(formatter.get(), text)
          ? OptionalLong.of(micros(formatter.get().parse(text(text))))
          : OptionalLong.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** Most texts that are no instant are told without the price of an exception. */
  private boolean mayFit(DateTimeFormatter formatter, String text) {
    if (pattern.equals("iso")) {
      return text.length() >= ISO_DAY && text.charAt(ISO_YEAR) == '-';
    }
    return formatter.parseUnresolved(text, new ParsePosition(0)) != null;
  }

  private String text(String text) {
    return pattern.equals("iso") && text.length() > 10 && text.charAt(10) == ' '
        ? text.substring(0, 10) + "T" + text.substring(11)
        : text;
  }

  private long micros(TemporalAccessor parsed) {
    LocalDate date = LocalDate.from(parsed);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    Instant instant = offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset);
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private OptionalLong counted(String text) {
    double value = Decimal.parse(text);
    double micros = value * perUnit;
    return Double.isNaN(micros) || Math.abs(micros) >= Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(micros));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeFormat format
        && zone.equals(format.zone)
        && pattern.equals(format.pattern);
  }

  @Override
  public int hashCode() {
    return 31 * zone.hashCode() + pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern + " in " + zone;
  }
}
