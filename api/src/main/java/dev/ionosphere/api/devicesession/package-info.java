/**
 * Sessions of devices: how one is opened, by whose key, and how each request is checked against it.
 * Start at {@link dev.ionosphere.api.devicesession.SignedRequests}. Sessions are in memory only: a
 * device whose session a hub does not know opens another.
 */
@NullMarked
package dev.ionosphere.api.devicesession;

import org.jspecify.annotations.NullMarked;
