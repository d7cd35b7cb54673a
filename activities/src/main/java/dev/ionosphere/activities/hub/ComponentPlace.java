package dev.ionosphere.activities.hub;

/**
 * Where the hub has a component.
 *
 * @param digest of its files
 * @param archive name of the blob that holds it
 * @param pushedBy who handed it in
 * @param deleted whether it is deleted: then it is only for runs that began before
 */
public record ComponentPlace(
    String digest, String archive, long archiveBytes, String pushedBy, boolean deleted) {}
