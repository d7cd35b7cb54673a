package dev.ionosphere.api.access;

/**
 * The authenticated device behind a request.
 *
 * @param incarnation which enrolment of the name it is
 */
public record DeviceRequester(String device, long incarnation) {}
