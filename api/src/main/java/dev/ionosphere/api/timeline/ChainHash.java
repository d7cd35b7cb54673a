package dev.ionosphere.api.timeline;

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
 * into bytes that are used again, for a ledger is hashed as a whole whenever it is verified; a text
 * is copied whole, and from the record before where that has the same. For one thread.
 */
final class ChainHash {

  private static final byte[] DATA = ascii(",\"data\":");
  private static final byte[] SEQUENCE = ascii(",\"seq\":");
  private static final byte[] TIME = ascii("},\"time\":\"");
  private static final byte[] END = ascii("\"}");
  private static final long DAY = 86_400;
  private static final int MICRO = 1_000;

  private final QuotedText actor = new QuotedText("{\"actor\":\"");
  private final QuotedText cause = new QuotedText(",\"cause\":\"");
  private final QuotedText evidence = new QuotedText(",\"evidence\":\"");
  private final QuotedText ion = new QuotedText(",\"ion\":\"");
  private final QuotedText key = new QuotedText(",\"key\":\"");
  private final QuotedText kind = new QuotedText(",\"kind\":\"");
  private final QuotedText node = new QuotedText(",\"node\":\"");
  private final QuotedText subject = new QuotedText(",\"subject\":\"");
  private final QuotedText run = new QuotedText(",\"temporal\":{\"run\":\"");
  private final QuotedText workflow = new QuotedText(",\"workflow\":\"");
  private final MessageDigest digest = Sha256.start();
  private byte[] bytes = new byte[4_096];
  private int length;
  private long day = Long.MIN_VALUE;
  private byte[] date = {};

  /** The record's hash, in hex. What it has as its hash does not matter. */
  String of(TimelineRecord record) {
    length = 0;
    text(record.previous());
    quoted(actor, record.actor());
    quoted(cause, record.cause());
    put(DATA);
    text(record.data());
    quoted(evidence, record.evidence());
    quoted(ion, record.ion());
    quoted(key, record.entryKey());
    quoted(kind, record.kind());
    quoted(node, record.node());
    put(SEQUENCE);
    number(record.sequence());
    quoted(subject, record.subject());
    quoted(run, record.workflowRun());
    quoted(workflow, record.workflow());
    put(TIME);
    time(record.occurredAt());
    put(END);
    digest.update(bytes, 0, length);
    return Sha256.hex(digest.digest());
  }

  private void quoted(QuotedText name, @Nullable String value) {
    if (value != null) {
      put(name.with(value));
    }
  }

  /** As it is, in UTF-8. */
  private void text(String value) {
    put(value.getBytes(StandardCharsets.UTF_8));
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
