package dev.ionosphere.activities.training;

import io.temporal.client.ActivityCanceledException;

/** What a heartbeat throws when the workflow has cancelled the activity. */
final class TestingCancellation extends ActivityCanceledException {
  private static final long serialVersionUID = 1L;
}
