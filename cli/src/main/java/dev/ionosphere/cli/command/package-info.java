/** One class for each command of {@code ion}; each reads its options, asks, and renders. */
@NullMarked
package dev.ionosphere.cli.command;

import org.jspecify.annotations.NullMarked;
