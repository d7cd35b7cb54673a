package dev.ionosphere.api.timeline;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs the heads of ledgers: every hundred records, each minute, and when an ION stops. */
@Singleton
class CheckpointWriter {

  static final int EVERY = 100;

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);

  private final Checkpoints checkpoints;
  private final CheckpointFile file;
  private final CheckpointKey key;
  private final Clock clock;

  CheckpointWriter(Checkpoints checkpoints, CheckpointFile file, CheckpointKey key, Clock clock) {
    this.checkpoints = checkpoints;
    this.file = file;
    this.key = key;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void signAll() {
    checkpoints.unsigned().forEach(this::sign);
  }

  /**
   * Signs if it is time.
   *
   * @param before head before records were appended
   * @param ended whether one of them ended the ION
   */
  void appended(long before, ChainTip tip, boolean ended) {
    if (ended || tip.sequence() / EVERY > before / EVERY) {
      try {
        sign(tip);
      } catch (RuntimeException e) {
        // The records are kept; the next minute tries again.
        LOG.error("No checkpoint of {} at record {}", tip.ion(), tip.sequence(), e);
      }
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
