package dev.ionosphere.spec.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A five-field UNIX cron expression.
 *
 * <p>Daylight saving is treated as by Vixie cron. An expression for fixed hours fires once where
 * the clock is set back, at the first of the two times, and right after the gap where the clock is
 * set forward over it. One whose minute or hour begins with {@code *} follows elapsed time.
 */
public final class CronExpression {

  private static final int FIELDS = 5;
  private static final int LONGEST = 200;

  /** A leap day can be eight years away, and a zone changes its clock about twice in each. */
  private static final int CLOCK_CHANGES = 64;

  private final ExecutionTime wallClock;
  private final boolean followsElapsedTime;

  private CronExpression(ExecutionTime wallClock, boolean followsElapsedTime) {
    this.wallClock = wallClock;
    this.followsElapsedTime = followsElapsedTime;
  }

  /**
   * @throws IllegalArgumentException if the text is no such expression; the message says why
   */
  public static CronExpression parse(String text) {
    String[] fields = text.strip().split("\\s+");
    if (text.length() > LONGEST || fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "a cron expression has %d fields, minute hour day month weekday, not %d"
              .formatted(FIELDS, fields.length));
    }
    if (text.contains("|")) { // of the library, which fails on some of them
      throw new IllegalArgumentException(
          "a cron expression has no '|'; a list is written with commas");
    }
    Cron cron = cron(String.join(" ", fields));
    return new CronExpression(
        ExecutionTime.forCron(cron), fields[0].startsWith("*") || fields[1].startsWith("*"));
  }

  private static Cron cron(String text) {
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    try {
      return parser.parse(text).validate();
    } catch (IndexOutOfBoundsException e) { // the parser's way to miss a number, as in 1-5/
      throw new IllegalArgumentException("a number is missing in " + text, e);
    }
  }

  /** The first fire after an instant; nothing if there is none. */
  public Optional<Instant> nextAfter(Instant instant, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    Instant from = instant;
    LocalDateTime after = LocalDateTime.ofInstant(from, rules.getOffset(from));
    ZoneOffsetTransition past = rules.previousTransition(from.plusNanos(1));
    if (past != null) {
      after = skipRepeated(after, past);
    }
    for (int changes = 0; changes < CLOCK_CHANGES; changes++) {
      Optional<LocalDateTime> due = nextLocal(after);
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (due.isEmpty()) {
        return Optional.empty();
      }
      if (change == null || due.get().isBefore(change.getDateTimeBefore())) {
        return Optional.of(due.get().toInstant(rules.getOffset(from)));
      }
      boolean inGap = change.isGap() && due.get().isBefore(change.getDateTimeAfter());
      if (inGap && !followsElapsedTime) {
        return Optional.of(change.getInstant());
      }
      from = change.getInstant();
      // One second earlier, as the first moment after the change may itself be due.
      after = skipRepeated(change.getDateTimeAfter().minusSeconds(1), change);
    }
    return Optional.empty();
  }

  /** Fires of fixed hours that came before the clock was set back do not come again. */
  private LocalDateTime skipRepeated(LocalDateTime after, ZoneOffsetTransition change) {
    LocalDateTime repeatedUntil = change.getDateTimeBefore().minusSeconds(1);
    boolean skip = change.isOverlap() && !followsElapsedTime && after.isBefore(repeatedUntil);
    return skip ? repeatedUntil : after;
  }

  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    return wallClock
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime);
  }
}
