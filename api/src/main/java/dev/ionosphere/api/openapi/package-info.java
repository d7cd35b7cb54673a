/** The description of the REST interface and the page that shows it. */
@NullMarked
package dev.ionosphere.api.openapi;

import org.jspecify.annotations.NullMarked;
