/** {@code ion doctor}: what is there, what is missing and what to do. */
@NullMarked
package dev.ionosphere.cli.doctor;

import org.jspecify.annotations.NullMarked;
