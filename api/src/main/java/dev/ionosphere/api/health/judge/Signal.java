package dev.ionosphere.api.health.judge;

/**
 * What may be found. Each has its own limit in the document, its alert and its place on the page.
 */
public enum Signal {
  /** The fleet's rows are where training was not dense. */
  DRIFT("drift", "similarity to training"),
  /** A feature of the fleet is distributed otherwise than in training. */
  SHIFT("feature-shift", "distribution (PSI)"),
  /** The model says other things than at first. */
  PREDICTIONS("prediction-mix", "mix of predictions"),
  /** More of the fleet's rows are anomalies than are allowed. */
  ANOMALIES("anomaly-rate", "anomalies"),
  /** One device is unlike training while the fleet is not. */
  DEVICE("device-unlike", "one device against its cohort"),
  /** More of a device's rows are anomalies than are allowed. */
  DEVICE_ANOMALIES("device-anomalies", "anomalies of a device"),
  /** Values of a feature do not come. */
  MISSING("device-values-missing", "missing values"),
  /** Values of a feature do not change. */
  STUCK("device-sensor-stuck", "constant sensors"),
  /** Rows are not taken. */
  REFUSED("device-rows-refused", "refused rows"),
  /** No rows come, or they cannot be read. */
  SOURCE("device-source-stopped", "source"),
  /** Rows wait to be read. */
  LAG("device-source-lags", "lag"),
  /** A device claims many more rows than others, and counts for fewer. */
  WEIGHT("device-outweighs", "weight of a device"),
  /** Nothing is heard of a device. */
  SILENT("device-silent", "silence");

  private final String alert;
  private final String title;

  Signal(String alert, String title) {
    this.alert = alert;
    this.title = title;
  }

  /** Kind of its alert. */
  public String alert() {
    return alert;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** Whether it is about one device. */
  public boolean ofDevice() {
    return alert.startsWith("device-");
  }
}
