package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.DeviceEvent;

/** What is told of devices, in words. */
final class DeviceSentences {

  static Sentence of(DeviceEvent event) {
    return switch (event) {
      case DeviceEvent.OrderRefused refused -> told(Mood.BAD, event, "refused an order");
      case DeviceEvent.ModelRefused refused -> told(Mood.BAD, event, "refused a model");
      case DeviceEvent.ModelFellBack back ->
          told(Mood.BAD, event, "fell back to its last good model");
      case DeviceEvent.ModelLost lost -> told(Mood.BAD, event, "has no model left");
      case DeviceEvent.SourceFault fault -> told(Mood.BAD, event, "cannot read its source");
      case DeviceEvent.SourceRestarted restarted ->
          told(Mood.IDLE, event, "reads its source from the start again");
      case DeviceEvent.RowsBad bad -> told(Mood.WAIT, event, "left rows out");
      case DeviceEvent.AgentFailed failed -> told(Mood.BAD, event, "had a failure of its agent");
      case DeviceEvent.DiskFault fault -> told(Mood.BAD, event, "has trouble with its disk");
      case DeviceEvent.RecordsPutAside aside -> told(Mood.WAIT, event, "put records aside");
      case DeviceEvent.EnrolledAgain again -> told(Mood.WAIT, event, "was enrolled again");
      case DeviceEvent.OrdersOverruled overruled ->
          told(Mood.WAIT, event, "follows this hub again");
      case DeviceEvent.Revoked revoked -> told(Mood.BAD, event, "was revoked");
    };
  }

  private static Sentence told(Mood mood, DeviceEvent event, String what) {
    return said(mood, "Device " + event.device() + " " + what, event.message())
        .linked("/devices/" + event.device());
  }

  private DeviceSentences() {}
}
