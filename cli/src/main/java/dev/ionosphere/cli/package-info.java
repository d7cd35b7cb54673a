/** The {@code ion} command. Start reading at {@link dev.ionosphere.cli.IonCommand}. */
@NullMarked
package dev.ionosphere.cli;

import org.jspecify.annotations.NullMarked;
