package dev.ionosphere.api.devicesession;

import dev.ionosphere.models.request.ReplayWindow;
import dev.ionosphere.models.request.RequestKey;

/**
 * A session of one enrolment of one device.
 *
 * @param used numbers of requests that came
 */
record OpenSession(
    String id,
    String device,
    long incarnation,
    RequestKey key,
    ReplayWindow used,
    long openedNanos) {}
