/** Makes certificates, for an installation that has none from elsewhere. */
@NullMarked
package dev.ionosphere.links.authority;

import org.jspecify.annotations.NullMarked;
