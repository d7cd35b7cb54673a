/** What is shown: styles, tables, progress, and JSON or YAML for other programs. */
@NullMarked
package dev.ionosphere.cli.terminal;

import org.jspecify.annotations.NullMarked;
