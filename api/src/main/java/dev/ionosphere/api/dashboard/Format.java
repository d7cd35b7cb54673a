package dev.ionosphere.api.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values in the words that pages show. Nothing here is HTML; templates escape it. */
public final class Format {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final Pattern TRAILING_ZEROS = Pattern.compile("\\.?0+$");

  /** A number of things, such as 1 device or 2 devices. */
  public static String plural(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  public static String full(Instant time) {
    return FULL.format(time);
  }

  public static String clock(Instant time) {
    return CLOCK.format(time);
  }

  /** Day and minute, for times that lie ahead. */
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }

  public static String day(Instant time) {
    return DAY.format(time);
  }

  /** How long ago or ahead a time is. */
  public static String ago(Instant time, Instant now) {
    Duration between = Duration.between(time, now);
    if (between.abs().toSeconds() < 2) {
      return "now";
    }
    return between.isNegative() ? "in " + length(between.negated()) : length(between) + " ago";
  }

  /**
   * A length of time in its largest unit; a few hours also say their minutes, days of a week their
   * hours.
   */
  public static String length(Duration length) {
    long seconds = length.toSeconds();
    if (seconds == 0 && length.isPositive()) {
      return length.toMillis() + " ms";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    if (seconds < 172_800) {
      boolean minutes = seconds < 6 * 3600 && seconds % 3600 >= 60;
      return seconds / 3600 + " h" + (minutes ? " " + seconds % 3600 / 60 + " min" : "");
    }
    boolean hours = seconds < 7 * 86_400 && seconds % 86_400 >= 3600;
    return seconds / 86_400 + " d" + (hours ? " " + seconds % 86_400 / 3600 + " h" : "");
  }

  /** Enough of a digest to tell models apart. */
  public static String digest(@Nullable String digest) {
    if (digest == null || digest.isEmpty()) {
      return "none";
    }
    String hex = digest.startsWith("sha256:") ? digest.substring(7) : digest;
    return hex.length() <= 12 ? hex : hex.substring(0, 12);
  }

  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    do {
      value /= 1024;
      unit++;
    } while (value >= 1024 && unit < 3);
    return String.format(
        Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, "KMGT".charAt(unit) + "iB");
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }

  /** A measured number: whole if it is whole, else about four digits. */
  public static String metric(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "unknown";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return count((long) value);
    }
    double size = Math.abs(value);
    if (size < 0.001) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    if (size >= 1000) {
      return count(Math.round(value));
    }
    String text =
        String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 ? "%.3f" : "%.4f", value);
    return TRAILING_ZEROS.matcher(text).replaceFirst("");
  }

  public static String percent(double share) {
    double percent = share * 100;
    return String.format(
        Locale.ROOT,
        percent == Math.rint(percent) || percent >= 10 ? "%.0f %%" : "%.1f %%",
        percent);
  }

  /** Who, without the kind of actor where that is plain. */
  public static String actor(String actor) {
    return actor.startsWith("person:") ? actor.substring("person:".length()) : actor;
  }

  /** At most so many characters, the rest as an ellipsis. */
  public static String clipped(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
  }

  private Format() {}
}
