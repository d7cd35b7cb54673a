package dev.ionosphere.cli.data;

import dev.ionosphere.data.check.FormatGuess;
import dev.ionosphere.data.check.TableCheck;

/**
 * What is told of a file.
 *
 * @param name as it was named on the command line
 */
record CheckedFile(String name, FormatGuess guess, TableCheck table) {}
