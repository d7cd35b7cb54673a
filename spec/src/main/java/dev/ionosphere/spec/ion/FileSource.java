package dev.ionosphere.spec.ion;

/**
 * A CSV file with a header line that the device reads on from where it stopped.
 *
 * @param path relative to the device's data directory; <code>${device}</code> stands for its id
 * @param batch most rows taken in one interval, 1 to 100,000
 */
public record FileSource(String path, int batch) {}
