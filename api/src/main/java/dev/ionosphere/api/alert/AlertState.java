package dev.ionosphere.api.alert;

/** How far people are with an alert. */
enum AlertState {
  /** Nobody has acknowledged it. */
  OPEN,
  ACKNOWLEDGED,
  /** Its cause is gone, its ION was stopped, or a person closed it. */
  CLOSED
}
