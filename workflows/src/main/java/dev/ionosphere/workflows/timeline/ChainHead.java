package dev.ionosphere.workflows.timeline;

/** The newest record of an ION's ledger: the hub's word, kept in workflow history as well. */
public record ChainHead(long sequence, String hash) {}
