package dev.ionosphere.api.health.judge;

/**
 * What one check says of one thing.
 *
 * @param subject feature, or empty if it is about all rows
 * @param value that was found
 * @param limit that is allowed
 * @param broken whether the limit is broken, and not by chance
 * @param text what was got and what is allowed, for people
 */
public record Finding(
    Signal signal, String subject, double value, double limit, boolean broken, String text) {}
