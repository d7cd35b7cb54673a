/** What people should look at. Start at {@link dev.ionosphere.api.dashboard.alert.AlertPages}. */
@NullMarked
package dev.ionosphere.api.dashboard.alert;

import org.jspecify.annotations.NullMarked;
