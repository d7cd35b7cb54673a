/** Ed25519 keys: how they are made, kept, named and used. Knows nothing of what is signed. */
@NullMarked
package dev.ionosphere.models.signature;

import org.jspecify.annotations.NullMarked;
