/** {@code ion demo}: the story of the turbofan ION on this machine, told and checked. */
@NullMarked
package dev.ionosphere.cli.demo;

import org.jspecify.annotations.NullMarked;
