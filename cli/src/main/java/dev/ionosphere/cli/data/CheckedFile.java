package dev.ionosphere.cli.data;

import dev.ionosphere.data.check.FormatGuess;
import dev.ionosphere.data.check.TableCheck;
import dev.ionosphere.data.format.Format;
import java.util.Optional;

/**
 * What is told of a file.
 *
 * @param name as it was named on the command line
 * @param guess what the format was guessed from; absent if a document states it
 */
record CheckedFile(String name, Format format, Optional<FormatGuess> guess, TableCheck table) {}
