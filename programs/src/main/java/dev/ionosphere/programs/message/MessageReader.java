package dev.ionosphere.programs.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ionosphere.programs.message.Fields.BadField;
import dev.ionosphere.programs.message.Message.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalDouble;

/** Reads a line as a message, or says why it is none. */
final class MessageReader {

  private static final long VERSION = 1;
  private static final int LONGEST_STAGE = 200;

  /** The year 2200; later is no time that a clock shows. */
  private static final double LATEST = 7_258_118_400d;

  private MessageReader() {}

  /** What a line is. */
  sealed interface Read {
    /** A message. */
    record Good(Message message) implements Read {}

    /** Something else. */
    record Bad(String reason) implements Read {}
  }

  /**
   * Reads a line.
   *
   * @param now time of a message that tells none
   */
  static Read read(byte[] bytes, int from, int length, Instant now) {
    try {
      return new Read.Good(message(new Fields(JsonLine.read(bytes, from, length)), now));
    } catch (JsonProcessingException broken) {
      return new Read.Bad("no JSON: " + broken.getOriginalMessage());
    } catch (IOException | BadField wrong) {
      return new Read.Bad(String.valueOf(wrong.getMessage()));
    }
  }

  private static Message message(Fields line, Instant now) throws BadField {
    long version = line.whole("v").orElse(VERSION);
    if (version != VERSION) {
      throw new BadField("version %d is not known here, only %d".formatted(version, VERSION));
    }
    String type = line.name("type");
    Origin origin =
        new Origin(time(line.numberIfAny("t"), now), line.whole("pid"), line.whole("seq"));
    return switch (type) {
      case "open" -> new Message.Open(origin, line.facts());
      case "close" -> new Message.Close(origin);
      case "log" ->
          new Message.Log(origin, line.text("level").orElse("info"), line.text("text").orElse(""));
      case "metric" ->
          new Message.Metric(origin, line.name("name"), line.number("value"), line.whole("step"));
      case "progress" -> progress(origin, line);
      case "event" -> new Message.Event(origin, line.name("name"), line.facts());
      case "alert" ->
          new Message.Alert(
              origin,
              line.name("name"),
              line.text("severity").orElse("warning"),
              line.text("text"),
              line.facts());
      case "kpi" ->
          new Message.Kpi(origin, line.name("name"), line.number("value"), line.text("unit"));
      case "model" -> new Message.Model(origin, line.name("name"), line.text("path"), line.facts());
      case "dataset" ->
          new Message.Dataset(origin, line.name("name"), line.text("path"), line.facts());
      case "check" ->
          new Message.Check(origin, line.name("name"), line.truth("passed"), line.facts());
      case "health" ->
          new Message.Health(origin, line.name("name"), line.perhapsNumber("value"), line.facts());
      default -> new Message.Unknown(origin, type, line.all());
    };
  }

  private static Message progress(Origin origin, Fields line) throws BadField {
    OptionalDouble fraction = line.perhapsNumber("fraction");
    if (fraction.isPresent() && Double.isNaN(fraction.getAsDouble())) {
      throw new BadField("'fraction' is NaN");
    }
    return new Message.Progress(
        origin,
        fraction.isPresent()
            ? OptionalDouble.of(Math.clamp(fraction.getAsDouble(), 0, 1))
            : fraction,
        line.text("stage").map(MessageReader::cut));
  }

  private static String cut(String stage) {
    return JsonLine.whole(stage.substring(0, Math.min(LONGEST_STAGE, stage.length())));
  }

  private static Instant time(OptionalDouble seconds, Instant now) {
    double told = seconds.orElse(Double.NaN);
    return told >= 0 && told < LATEST ? Instant.ofEpochMilli(Math.round(told * 1000)) : now;
  }
}
