/** Files of one JSON object a line. */
@NullMarked
package dev.ionosphere.data.json;

import org.jspecify.annotations.NullMarked;
