package dev.ionosphere.api.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledger's statements in a transaction, each once for all IONs of a group. H2 and PostgreSQL
 * look the elements of an array up by the index.
 */
final class LedgerTables {

  private static final String LOCK =
      "select ion, sequence, hash from chain_tip where ion = any (?) order by ion for update";
  private static final String OPEN =
      "insert into chain_tip (ion, sequence, hash) values (?, 0, ?) on conflict do nothing";
  private static final String KNOWN =
      "select "
          + RecordRows.COLUMNS
          + " from timeline_record where entry_key = any (?) and ion = any (?)";
  private static final String RECORDS =
      "select ion, sequence, hash from timeline_record where ion = any (?) and sequence = any (?)";
  private static final String MOVE = "update chain_tip set sequence = ?, hash = ? where ion = ?";

  private final Connection connection;

  LedgerTables(Connection connection) {
    this.connection = connection;
  }

  /** Holds the ledgers until the transaction ends; begins those that are not there. */
  Map<String, ChainTip> lock(Collection<String> ions) throws SQLException {
    Map<String, ChainTip> tips = tips(ions);
    if (tips.size() < ions.size()) {
      try (PreparedStatement open = connection.prepareStatement(OPEN)) {
        for (String ion : ions) {
          if (!tips.containsKey(ion)) {
            open.setString(1, ion);
            open.setString(2, Chain.START);
            open.addBatch();
          }
        }
        open.executeBatch();
      }
      tips = tips(ions);
    }
    return tips;
  }

  private Map<String, ChainTip> tips(Collection<String> ions) throws SQLException {
    Map<String, ChainTip> tips = new HashMap<>();
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setArray(1, connection.createArrayOf("varchar", ions.toArray()));
      try (ResultSet rows = lock.executeQuery()) {
        while (rows.next()) {
          ChainTip tip = tip(rows);
          tips.put(tip.ion(), tip);
        }
      }
    }
    return tips;
  }

  private static ChainTip tip(ResultSet row) throws SQLException {
    return new ChainTip(row.getString(1), row.getLong(2), row.getString(3));
  }

  /** Records with the IONs and the sequences of the heads; of one ION also those of another. */
  Set<ChainTip> records(Collection<ChainTip> heads) throws SQLException {
    Set<ChainTip> records = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
      query.setArray(
          1, connection.createArrayOf("varchar", heads.stream().map(ChainTip::ion).toArray()));
      query.setArray(
          2, connection.createArrayOf("bigint", heads.stream().map(ChainTip::sequence).toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          records.add(tip(rows));
        }
      }
    }
    return records;
  }

  /** Identity of an entry. */
  record Key(String ion, String key) {}

  /** Records that have one of the keys; also of another of the IONs, if that has the key too. */
  Map<Key, TimelineRecord> known(Collection<String> ions, Collection<String> keys)
      throws SQLException {
    Map<Key, TimelineRecord> known = new HashMap<>();
    if (keys.isEmpty()) {
      return known;
    }
    try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
      query.setArray(1, connection.createArrayOf("varchar", keys.toArray()));
      query.setArray(2, connection.createArrayOf("varchar", ions.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          TimelineRecord record = RecordRows.read(rows);
          known.put(new Key(record.ion(), record.entryKey()), record);
        }
      }
    }
    return known;
  }

  void insert(List<TimelineRecord> records) throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(RecordRows.INSERT)) {
      for (TimelineRecord record : records) {
        RecordRows.bind(insert, record);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  void move(Collection<ChainTip> tips) throws SQLException {
    if (tips.isEmpty()) {
      return;
    }
    try (PreparedStatement move = connection.prepareStatement(MOVE)) {
      for (ChainTip tip : tips) {
        move.setLong(1, tip.sequence());
        move.setString(2, tip.hash());
        move.setString(3, tip.ion());
        move.addBatch();
      }
      move.executeBatch();
    }
  }
}
