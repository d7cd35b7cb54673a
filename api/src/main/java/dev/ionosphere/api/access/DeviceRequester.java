package dev.ionosphere.api.access;

/** The authenticated device behind a request. */
public record DeviceRequester(String device) {}
