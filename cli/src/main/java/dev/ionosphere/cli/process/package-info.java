/** Processes of this machine: what runs, on which ports, with which data. No REST, no commands. */
@NullMarked
package dev.ionosphere.cli.process;

import org.jspecify.annotations.NullMarked;
