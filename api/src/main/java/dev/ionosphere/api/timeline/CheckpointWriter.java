package dev.ionosphere.api.timeline;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the heads of ledgers: when an ION stops, a second after a hundred records, and each minute.
 * A signature costs as much as some hundred records, so it is not waited for, and an ION gets at
 * most one a second.
 */
@Singleton
class CheckpointWriter {

  static final int EVERY = 100;

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);

  private final Checkpoints checkpoints;
  private final CheckpointFile file;
  private final CheckpointKey key;
  private final Clock clock;
  private final ConcurrentMap<String, ChainTip> due = new ConcurrentHashMap<>();

  CheckpointWriter(Checkpoints checkpoints, CheckpointFile file, CheckpointKey key, Clock clock) {
    this.checkpoints = checkpoints;
    this.file = file;
    this.key = key;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void signAll() {
    checkpoints.unsigned().forEach(this::trySign);
  }

  /** Those that have grown by enough. What a crash takes from them, signAll signs. */
  @Scheduled(fixedDelay = "1s")
  synchronized void signDue() {
    for (String ion : due.keySet()) {
      ChainTip tip = due.remove(ion);
      if (tip != null) {
        trySign(tip);
      }
    }
  }

  /**
   * Signs if an ION ended, and notes what is to be signed soon.
   *
   * @param before head before records were appended
   * @param ended whether one of them ended the ION
   */
  void appended(long before, ChainTip tip, boolean ended) {
    if (ended) {
      trySign(tip);
    } else if (tip.sequence() / EVERY > before / EVERY) {
      due.merge(tip.ion(), tip, (one, other) -> one.sequence() > other.sequence() ? one : other);
    }
  }

  private void trySign(ChainTip tip) {
    try {
      sign(tip);
    } catch (RuntimeException e) {
      // The records are kept; the next minute tries again.
      LOG.error("No checkpoint of {} at record {}", tip.ion(), tip.sequence(), e);
    }
  }

  Checkpoint sign(ChainTip tip) {
    Checkpoint checkpoint = signed(tip);
    long kept =
        checkpoints.keep(
            checkpoint.ion(),
            checkpoint.sequence(),
            checkpoint.hash(),
            checkpoint.signedAt(),
            checkpoint.keyId(),
            checkpoint.signature());
    if (kept > 0) {
      file.append(checkpoint);
    }
    return checkpoint;
  }

  /** A checkpoint that is not kept, such as one that travels with an export. */
  Checkpoint signed(ChainTip tip) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Checkpoint checkpoint =
        new Checkpoint(null, tip.ion(), tip.sequence(), tip.hash(), now, key.id(), "");
    return checkpoint.signed(key.sign(checkpoint.statement()));
  }
}
