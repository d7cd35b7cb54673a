/** {@code ion data}: looks at files before anything is trained on them. */
@NullMarked
package dev.ionosphere.cli.data;

import org.jspecify.annotations.NullMarked;
