package dev.ionosphere.api.timeline;

import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** The timeline of an ION. */
@Controller("/api/v1/ions/{ion}/timeline")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TimelineController {

  private static final int MOST = 1_000;
  private static final String LINES = "application/x-ndjson";
  private static final String PARQUET = "application/vnd.apache.parquet";

  private final KnownIons ions;
  private final ChainTips tips;
  private final TimelineReading reading;
  private final Verifier verifier;
  private final TimelineExport export;
  private final Checkpoints checkpoints;
  private final CheckpointKey key;

  TimelineController(
      KnownIons ions,
      ChainTips tips,
      TimelineReading reading,
      Verifier verifier,
      TimelineExport export,
      Checkpoints checkpoints,
      CheckpointKey key) {
    this.ions = ions;
    this.tips = tips;
    this.reading = reading;
    this.verifier = verifier;
    this.export = export;
    this.checkpoints = checkpoints;
    this.key = key;
  }

  /** Newest first; {@code next} is the cursor of the following page. */
  @Get
  Page list(
      String ion,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to,
      @Nullable @QueryValue String kind,
      @Nullable @QueryValue String node,
      @Nullable @QueryValue Long cursor,
      @QueryValue(defaultValue = "200") int limit) {
    Instant since = time("from", from, ColumnLimits.EARLIEST);
    Instant until = time("to", to, ColumnLimits.LATEST);
    known(ion);
    int size = Math.clamp(limit, 1, MOST);
    List<TimelineView> items =
        reading
            .newest(
                ion,
                cursor == null ? Long.MAX_VALUE : cursor,
                new TimelineReading.Filter(
                    since, until, kind == null ? "" : kind, node == null ? "" : node),
                size)
            .stream()
            .map(TimelineView::of)
            .toList();
    return new Page(items, items.size() < size ? null : items.getLast().seq());
  }

  /** Checks every hash of the chain; names the first record that is not as it was written. */
  @Get("/verify")
  Verification verify(String ion) {
    known(ion);
    return verifier.verify(ion);
  }

  /**
   * What the hub signed of the ledger, oldest first; {@code next} is the cursor of what follows.
   */
  @Get("/checkpoints")
  CheckpointPage checkpoints(
      String ion,
      @QueryValue(defaultValue = "0") long cursor,
      @QueryValue(defaultValue = "200") int limit) {
    known(ion);
    int size = Math.clamp(limit, 1, MOST);
    List<Checkpoint> items =
        checkpoints.findByIonAndSequenceGreaterThanOrderBySequence(
            ion, cursor, Pageable.from(0, size).withoutTotal());
    return new CheckpointPage(
        items, key.publicKey(), items.size() < size ? null : items.getLast().sequence());
  }

  /** All records of the time, oldest first, as a file: {@code json} (lines) or {@code parquet}. */
  @Answers(types = {LINES, PARQUET})
  @Get("/export")
  HttpResponse<?> export(
      String ion,
      @QueryValue(defaultValue = "json") String format,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to)
      throws IOException {
    known(ion);
    if (!Set.of("json", "parquet").contains(format)) {
      throw HubException.malformed("format \"" + format + "\": allowed is json or parquet");
    }
    TimelineExport.Range range =
        new TimelineExport.Range(
            ion, time("from", from, ColumnLimits.EARLIEST), time("to", to, ColumnLimits.LATEST));
    return format.equals("parquet")
        ? file(export.parquet(range), MediaType.of(PARQUET), ion + "-timeline.parquet")
        : file(export.json(range), MediaType.of(LINES), ion + "-timeline.ndjson");
  }

  private static HttpResponse<?> file(ExportFile file, MediaType type, String name)
      throws IOException {
    return HttpResponse.ok(new StreamedFile(file.content(), type, 0, file.size()))
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private void known(String ion) {
    if (!ions.existsById(ion) && !tips.existsById(ion)) {
      throw HubException.notFound("ION", ion);
    }
  }

  private static Instant time(String name, @Nullable String text, Instant absent) {
    try {
      return text == null || text.isEmpty() ? absent : ColumnLimits.time(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw HubException.malformed(
          name + " \"" + text + "\": allowed is a UTC time such as 2026-01-31T10:00:00Z");
    }
  }

  /**
   * A page of checkpoints.
   *
   * @param publicKey X.509, base64; signatures are Ed25519 over the canonical JSON of the rest
   */
  record CheckpointPage(List<Checkpoint> items, String publicKey, @Nullable Long next) {}

  /** A page of records. */
  record Page(List<TimelineView> items, @Nullable Long next) {}
}
