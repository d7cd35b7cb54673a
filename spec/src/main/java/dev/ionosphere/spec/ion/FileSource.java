package dev.ionosphere.spec.ion;

import dev.ionosphere.data.format.Format;

/**
 * A file that the device reads on from where it stopped.
 *
 * @param path relative to the device's data directory; <code>${device}</code> stands for its id
 * @param batch most rows taken in one interval, 1 to 100,000
 * @param format how its rows are written
 */
public record FileSource(String path, int batch, Format format) {}
