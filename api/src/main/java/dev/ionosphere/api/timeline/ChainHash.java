package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.ionosphere.api.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hash chain: {@code hash = SHA-256(previous hash in hex || canonical JSON of the record)}.
 * Canonical: keys sorted, no white space, absent fields left out, times in UTC. Written by hand
 * into bytes that are used again, for a ledger is hashed as a whole whenever it is verified. For
 * one thread.
 */
final class ChainHash {

  private static final byte[] ACTOR = ascii("{\"actor\":\"");
  private static final byte[] CAUSE = ascii(",\"cause\":\"");
  private static final byte[] DATA = ascii(",\"data\":");
  private static final byte[] EVIDENCE = ascii(",\"evidence\":\"");
  private static final byte[] ION = ascii(",\"ion\":\"");
  private static final byte[] KEY = ascii(",\"key\":\"");
  private static final byte[] KIND = ascii(",\"kind\":\"");
  private static final byte[] NODE = ascii(",\"node\":\"");
  private static final byte[] SEQUENCE = ascii(",\"seq\":");
  private static final byte[] SUBJECT = ascii(",\"subject\":\"");
  private static final byte[] RUN = ascii(",\"temporal\":{\"run\":\"");
  private static final byte[] WORKFLOW = ascii(",\"workflow\":\"");
  private static final byte[] TIME = ascii("},\"time\":\"");
  private static final long DAY = 86_400;
  private static final int MICRO = 1_000;

  private final MessageDigest digest = Sha256.start();
  private byte[] bytes = new byte[4_096];
  private int length;
  private long day = Long.MIN_VALUE;
  private byte[] date = {};

  /** The record's hash, in hex. What it has as its hash does not matter. */
  String of(TimelineRecord record) {
    length = 0;
    text(record.previous());
    quoted(ACTOR, record.actor());
    quoted(CAUSE, record.cause());
    put(DATA);
    text(record.data());
    quoted(EVIDENCE, record.evidence());
    quoted(ION, record.ion());
    quoted(KEY, record.entryKey());
    quoted(KIND, record.kind());
    quoted(NODE, record.node());
    put(SEQUENCE);
    number(record.sequence());
    quoted(SUBJECT, record.subject());
    quoted(RUN, record.workflowRun());
    quoted(WORKFLOW, record.workflow());
    put(TIME);
    time(record.occurredAt());
    room(2);
    bytes[length++] = '"';
    bytes[length++] = '}';
    digest.update(bytes, 0, length);
    return Sha256.hex(digest.digest());
  }

  private void quoted(byte[] name, @Nullable String value) {
    if (value == null) {
      return;
    }
    put(name);
    if (!plain(value, true)) {
      StringBuilder escaped = new StringBuilder(value.length() + 16);
      JsonStringEncoder.getInstance().quoteAsString(value, escaped);
      put(escaped.toString().getBytes(StandardCharsets.UTF_8));
    }
    room(1);
    bytes[length++] = '"';
  }

  /** As it is, in UTF-8. */
  private void text(String value) {
    if (!plain(value, false)) {
      put(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Appends the text if each of its characters is one byte, and itself in JSON if quoted. */
  private boolean plain(String value, boolean quoted) {
    int size = value.length();
    room(size);
    for (int i = 0; i < size; i++) {
      char unit = value.charAt(i);
      if (unit >= 0x80 || (quoted && (unit < ' ' || unit == '"' || unit == '\\'))) {
        return false;
      }
      bytes[length + i] = (byte) unit;
    }
    length += size;
    return true;
  }

  /** As {@link Instant#toString} has it. */
  private void time(Instant time) {
    long second = time.getEpochSecond();
    int nano = time.getNano();
    if (nano % MICRO != 0 || second < 0 || !time.isBefore(ColumnLimits.LATEST)) {
      text(time.toString());
      return;
    }
    if (second / DAY != day) {
      day = second / DAY;
      date = ascii(LocalDate.ofEpochDay(day) + "T");
    }
    put(date);
    int ofDay = (int) (second % DAY);
    room(16);
    digits(ofDay / 3_600, 2);
    bytes[length++] = ':';
    digits(ofDay / 60 % 60, 2);
    bytes[length++] = ':';
    digits(ofDay % 60, 2);
    if (nano != 0) {
      bytes[length++] = '.';
      boolean millis = nano % (MICRO * MICRO) == 0;
      digits(millis ? nano / (MICRO * MICRO) : nano / MICRO, millis ? 3 : 6);
    }
    bytes[length++] = 'Z';
  }

  private void number(long number) {
    int count = 1;
    for (long power = 10; count < 18 && number >= power; power *= 10) {
      count++;
    }
    if (number < 0 || count == 18) {
      text(Long.toString(number));
      return;
    }
    room(count);
    digits(number, count);
  }

  private void digits(long number, int count) {
    long rest = number;
    for (int i = count - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  private void put(byte[] some) {
    room(some.length);
    System.arraycopy(some, 0, bytes, length, some.length);
    length += some.length;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
