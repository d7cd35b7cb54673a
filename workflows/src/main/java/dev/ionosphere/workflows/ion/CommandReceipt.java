package dev.ionosphere.workflows.ion;

/** The answer to a command: what it led to, in words a person understands. */
public record CommandReceipt(boolean done, String message) {}
