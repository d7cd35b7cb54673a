package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Entries of a timeline as the hub answers them. */
final class TestingEntries {
  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonNode entry(String kind, String data) {
    try {
      return JSON.readTree(
          "{\"kind\":\"%s\",\"time\":\"2026-03-01T10:00:00Z\",\"actor\":\"system\",\"data\":%s}"
              .formatted(kind, data));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private TestingEntries() {}
}
