package dev.ionosphere.data.check;

/**
 * A part of a guess.
 *
 * @param why it was guessed so, for a person
 */
record Guess<T>(T value, Confidence confidence, String why) {}
