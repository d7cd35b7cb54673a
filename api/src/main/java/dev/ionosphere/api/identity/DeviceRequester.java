package dev.ionosphere.api.identity;

/** The authenticated device behind a request. */
public record DeviceRequester(String device) {}
