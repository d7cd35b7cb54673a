/**
 * The fleet: enrolment, what each device should and does run. Start at {@link
 * dev.ionosphere.api.device.Device}.
 */
@NullMarked
package dev.ionosphere.api.device;

import org.jspecify.annotations.NullMarked;
