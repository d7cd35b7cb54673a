/** {@code ion component}: programs of people's own, begun, tried here, pushed to the hub. */
@NullMarked
package dev.ionosphere.cli.component;

import org.jspecify.annotations.NullMarked;
