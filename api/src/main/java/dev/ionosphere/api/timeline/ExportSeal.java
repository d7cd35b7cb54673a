package dev.ionosphere.api.timeline;

import io.micronaut.core.annotation.Introspected;

/**
 * What an export is: where it begins, and the hub's word for where it ends.
 *
 * @param first sequence of its first record
 * @param publicKey that checkpoints are signed with; whoever has it from elsewhere compares
 * @param end checkpoint of its last record
 */
@Introspected
record ExportSeal(String ion, long first, String publicKey, Checkpoint end) {}
