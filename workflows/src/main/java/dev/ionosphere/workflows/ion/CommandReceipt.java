package dev.ionosphere.workflows.ion;

/**
 * What became of a command.
 *
 * @param done whether it was done, now or before
 */
public record CommandReceipt(boolean done, String message) {}
