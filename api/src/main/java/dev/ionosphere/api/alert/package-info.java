/** What people should look at. Start at {@link dev.ionosphere.api.alert.Alert}. */
@NullMarked
package dev.ionosphere.api.alert;

import org.jspecify.annotations.NullMarked;
