package dev.ionosphere.api.dashboard;

/** What came of the last thing a person did. */
public record Notice(Tone tone, String text) {}
