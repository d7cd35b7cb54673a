/** What a program is started with: its words, its variables, its folders. */
@NullMarked
package dev.ionosphere.programs.command;

import org.jspecify.annotations.NullMarked;
