package dev.ionosphere.edge.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes {@code time LEVEL logger key=value… message}, line breaks escaped. */
final class LineLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;
  private static final PrintStream OUT = System.out;
  private static final List<String> CONTEXT = List.of("ion", "node", "trace");

  /** One process is one device, so no thread has to carry its name. */
  static volatile String device = "";

  private final int least;

  LineLogger(String name, Level least) {
    this.name = name;
    this.least = least.toInt();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    StringBuilder line = new StringBuilder(160);
    line.append(Instant.now().truncatedTo(ChronoUnit.MILLIS)).append(' ').append(level).append(' ');
    line.append(name.substring(name.lastIndexOf('.') + 1));
    append(line, "device", device);
    for (String key : CONTEXT) {
      append(line, key, MDC.get(key));
    }
    line.append(' ').append(MessageFormatter.basicArrayFormat(message, arguments));
    if (error != null) {
      StringWriter trace = new StringWriter();
      error.printStackTrace(new PrintWriter(trace));
      line.append(" | ").append(trace);
    }
    String text = line.toString().replace("\r", "").replace("\n", "\\n").replace("\t", " ");
    RecentLines.ofTheProcess().add(text);
    OUT.println(text);
  }

  private static void append(StringBuilder line, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      line.append(' ').append(key).append('=').append(value);
    }
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  private boolean enabled(Level level) {
    return level.toInt() >= least;
  }

  @Override
  public boolean isTraceEnabled() {
    return enabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return enabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return enabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return enabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return enabled(Level.ERROR);
  }
}
