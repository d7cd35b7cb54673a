/**
 * JSON as the hub writes it: canonical text, and the columns that hold structured values. Sees
 * nothing of the domains.
 */
@NullMarked
package dev.ionosphere.api.json;

import org.jspecify.annotations.NullMarked;
