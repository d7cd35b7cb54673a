/**
 * What a program tells by lines that it appends to a file: read as it grows, never believed, kept
 * within bounds. Start reading at {@link dev.ionosphere.programs.message.ProgramMessages}.
 */
@NullMarked
package dev.ionosphere.programs.message;

import org.jspecify.annotations.NullMarked;
