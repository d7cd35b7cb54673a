package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.ion.CloudEngine;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.CronExpression;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.CronSchedule.CatchUp;
import dev.ionosphere.spec.schedule.IntervalSchedule;
import dev.ionosphere.spec.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A node of kind {@code training}. */
final class TrainingReader {

  private static final Pattern COMPONENT = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern MASTER =
      Pattern.compile(
          "local(?:\\[(?:\\*|[1-9][0-9]{0,3})\\])?|yarn|(?:spark|k8s)://[\\w.:/,-]{1,500}");
  private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,6}[kmgKMG]");

  private TrainingReader() {}

  static TrainingNode read(String name, Fields fields) {
    CloudEngine engine = engine(fields.map("placement"));
    Optional<Schedule> schedule =
        fields.has("schedule") ? schedule(fields.map("schedule")) : none(fields);
    String component = fields.needText("component", "the name of a component such as kmeans");
    if (!component.isEmpty() && !COMPONENT.matcher(component).matches()) {
      fields
          .findings()
          .refused(
              fields.at("component"),
              fields.pathOf("component"),
              Quoted.of(component),
              "the name of a component: small letters, digits and '-'");
    }
    Map<String, Object> arguments = Arguments.read(fields.map("arguments"));
    Fields retry = fields.map("retry");
    int attempts = retry.integer("attempts", 3, 1, 100);
    retry.finish();
    return new TrainingNode(name, engine, schedule, component, arguments, attempts);
  }

  private static CloudEngine engine(Fields placement) {
    if (placement.has("devices")) {
      placement.take("devices");
      placement
          .findings()
          .refused(
              placement.keyAt("devices"),
              placement.pathOf("devices"),
              "training on devices, which is not built yet",
              "cloud");
    }
    Fields cloud = placement.map("cloud");
    placement.finish();
    String engine = cloud.choice("engine", "spark", List.of("spark"));
    String master =
        matching(
            cloud,
            "master",
            "local[*]",
            MASTER,
            "a Spark master such as local[2] or spark://host:7077");
    String memory =
        matching(cloud, "memory", "1g", MEMORY, "an amount of memory such as 512m or 1g");
    cloud.finish();
    return new CloudEngine(engine, master, memory);
  }

  private static String matching(
      Fields fields, String name, String otherwise, Pattern pattern, String allowed) {
    String text = fields.text(name, otherwise, allowed);
    if (!pattern.matcher(text).matches()) {
      fields.findings().refused(fields.at(name), fields.pathOf(name), Quoted.of(text), allowed);
    }
    return text;
  }

  private static Optional<Schedule> none(Fields fields) {
    fields.take("schedule");
    return Optional.empty();
  }

  private static Optional<Schedule> schedule(Fields fields) {
    if (!fields.isReported() && fields.has("cron") == fields.has("every")) {
      fields
          .findings()
          .error(fields.at(), fields.path(), "exactly one of 'cron' and 'every' is needed");
    }
    if (fields.has("every")) {
      Duration every = fields.needDuration("every", Duration.ofSeconds(1), NodeReader.LONGEST);
      fields.take("cron");
      fields.finish();
      return Optional.of(new IntervalSchedule(every));
    }
    String expression = fields.text("cron", "", "a cron expression such as \"0 10 * * TUE\"");
    fields.take("every");
    ZoneId zone = zone(fields);
    String catchUp = fields.choice("catchUp", "last", List.of("none", "last"));
    fields.finish();
    if (!expression.isEmpty()) {
      checkCron(expression, zone, fields);
    }
    return Optional.of(
        new CronSchedule(expression, zone, catchUp.equals("none") ? CatchUp.NONE : CatchUp.LAST));
  }

  private static ZoneId zone(Fields fields) {
    String zone = fields.text("zone", "UTC", "a time zone such as Europe/Berlin");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      fields
          .findings()
          .unknownAmongMany(
              fields.at("zone"),
              fields.pathOf("zone"),
              "time zone",
              zone,
              ZoneId.getAvailableZoneIds(),
              "a name of the time zone database such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }

  private static void checkCron(String expression, ZoneId zone, Fields fields) {
    String problem = cronProblem(expression, zone);
    if (!problem.isEmpty()) {
      fields
          .findings()
          .refused(
              fields.at("cron"),
              fields.pathOf("cron"),
              Quoted.of(expression) + " (" + Quoted.sentence(problem) + ")",
              "minute hour day month weekday, such as \"0 10 * * TUE\"");
    }
  }

  private static String cronProblem(String expression, ZoneId zone) {
    try {
      boolean fires = CronExpression.parse(expression).nextAfter(Instant.EPOCH, zone).isPresent();
      return fires ? "" : "it never fires";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage()).replace("Failed to parse cron expression. ", "");
    }
  }
}
