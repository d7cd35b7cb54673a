package dev.ionosphere.api.timeline;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** The newest record of an ION's ledger. */
@MappedEntity("chain_tip")
public record ChainTip(@Id String ion, long sequence, String hash) {}
