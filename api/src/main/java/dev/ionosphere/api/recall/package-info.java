/** Models that a person took back: no device is told to run one any more. */
@NullMarked
package dev.ionosphere.api.recall;

import org.jspecify.annotations.NullMarked;
