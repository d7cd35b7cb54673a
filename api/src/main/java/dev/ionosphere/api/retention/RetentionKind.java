package dev.ionosphere.api.retention;

import java.util.Locale;

/**
 * What is deleted when it is old enough. Never the ledger, nor what is kept from it. A statement
 * takes the time before which rows go and how many at most; rows of a held ION are left out.
 */
enum RetentionKind {
  HEALTH_BUCKETS(30, Sql.of("health_bucket", "received_at", "", true)),
  /** Of agents and hubs up to 0.3.0. */
  HEALTH_WINDOWS(90, Sql.of("health_window", "closed_at", "", true)),
  HEALTH_POINTS(90, Sql.of("health_point", "judged_at", "", true)),
  /** What the judge goes on from; of a device that comes back it begins anew. */
  HEALTH_TRACKS(90, Sql.of("health_track", "closed_at", "", true)),
  /** Only of models that no device has or should have, and that are no newest release. */
  HEALTH_JUDGEMENTS(90, Sql.of("node_health", "judged_at", Sql.UNUSED, true)),
  /** What devices have counted in all; only of models that a device no longer runs. */
  HEALTH_TOTALS(
      365,
      Sql.of(
          "device_health",
          "last_at",
          " and not exists (select 1 from device_model d where d.device = t.device"
              + " and d.ion = t.ion and d.node = t.node and d.actual_digest = t.digest)",
          true)),
  ANOMALIES(90, Sql.of("anomaly", "seen_at", "", true)),
  /** Only closed ones. */
  ALERTS(180, Sql.of("alert", "cleared_at", "", true)),
  /** Only of runs that have ended. */
  RUN_PROGRESS(
      90,
      Sql.of(
          "run_progress",
          "reported_at",
          " and not exists (select 1 from training_run r"
              + " where r.id = t.id and r.finished_at is null)",
          true)),
  /**
   * Candidates that nothing refers to: never released, not waited with, on no device, not the
   * newest of their node. They stay known, with what approvers were shown; what devices would fetch
   * is deleted by {@link BlobSweep}.
   */
  MODELS(
      365,
      "update model set pruned = true where digest in (select t.digest from model t"
          + " where t.registered_at < ? and t.pruned = false"
          + " and not exists (select 1 from model_release r where r.digest = t.digest)"
          + " and not exists (select 1 from approval a where a.state = 'pending'"
          + " and a.candidate = t.digest)"
          + " and not exists (select 1 from device_model d where d.wanted_digest = t.digest"
          + " or d.actual_digest = t.digest)"
          + " and not exists (select 1 from training_run n where n.id = t.run"
          + " and n.finished_at is null)"
          + " and exists (select 1 from model n where n.ion = t.ion and n.node = t.node"
          + " and n.registered_at > t.registered_at)"
          + Sql.HELD
          + " order by t.digest limit ?)"),
  IDEMPOTENCY(7, Sql.of("remembered_answer", "answered_at", "", false)),
  /** Only those that are delivered or lost. */
  NOTICES(180, Sql.of("notice_delivery", "ended_at", "", false)),
  /** Days after they ended. */
  MUTES(30, Sql.of("notice_mute", "until_at", "", false)),
  /** Days after they expired. */
  SESSIONS(1, Sql.of("session", "expires_at", "", false));

  private final int days;
  private final String statement;

  RetentionKind(int days, String statement) {
    this.days = days;
    this.statement = statement;
  }

  /** Days that rows are kept if nothing is said. */
  int days() {
    return days;
  }

  String statement() {
    return statement;
  }

  /** Such as health-windows, as in properties and metrics. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static final class Sql {

    private static final String HELD =
        " and not exists (select 1 from ion i where i.name = t.ion and i.labels like"
            + " '%\"ionosphere.dev/legal-hold\":\"true\"%')";

    private static final String UNUSED =
        " and not exists (select 1 from device_model d where d.ion = t.ion and d.node = t.node"
            + " and (d.wanted_digest = t.digest or d.actual_digest = t.digest))"
            + " and not exists (select 1 from model_release r where r.ion = t.ion"
            + " and r.node = t.node and r.digest = t.digest and r.generation = (select"
            + " max(n.generation) from model_release n where n.ion = t.ion and n.node = t.node))";

    static String of(String table, String time, String condition, boolean ofIons) {
      return "delete from "
          + table
          + " where id in (select t.id from "
          + table
          + " t where t."
          + time
          + " < ?"
          + condition
          + (ofIons ? HELD : "")
          + " order by t.id limit ?)";
    }
  }
}
