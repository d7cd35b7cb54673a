package dev.ionosphere.api.timeline;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Records as rows, by the place of their columns: reading a ledger by name costs more than it. */
final class RecordRows {

  /** Without the id, which means nothing outside of the table. */
  static final String COLUMNS =
      "ion, sequence, entry_key, occurred_at, kind, actor, subject, node, cause, evidence, data,"
          + " workflow, workflow_run, previous, hash";

  static final String INSERT =
      "insert into timeline_record (" + COLUMNS + ") values (?" + ", ?".repeat(14) + ")";

  /** The row that the result stands at. */
  static TimelineRecord read(ResultSet row) throws SQLException {
    return new TimelineRecord(
        null,
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getString(13),
        row.getString(14),
        row.getString(15));
  }

  static void bind(PreparedStatement insert, TimelineRecord record) throws SQLException {
    Instant time = record.occurredAt();
    insert.setString(1, record.ion());
    insert.setLong(2, record.sequence());
    insert.setString(3, record.entryKey());
    insert.setObject(4, time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    insert.setString(5, record.kind());
    insert.setString(6, record.actor());
    insert.setString(7, record.subject());
    insert.setString(8, record.node());
    insert.setString(9, record.cause());
    insert.setString(10, record.evidence());
    insert.setString(11, record.data());
    insert.setString(12, record.workflow());
    insert.setString(13, record.workflowRun());
    insert.setString(14, record.previous());
    insert.setString(15, record.hash());
  }

  private RecordRows() {}
}
