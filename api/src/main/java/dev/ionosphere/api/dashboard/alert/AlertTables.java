package dev.ionosphere.api.dashboard.alert;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Permission;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads the alerts of a page. */
@Singleton
public final class AlertTables {

  private static final int ALL = 200;
  private static final int NEWEST = 8;

  private final Alerts alerts;

  AlertTables(Alerts alerts) {
    this.alerts = alerts;
  }

  AlertTable all(Requester requester) {
    return table(open("", ALL), requester, "/alerts");
  }

  /** The newest of all. */
  public AlertTable newest(Requester requester) {
    return table(open("", NEWEST), requester, "/");
  }

  /** Those of an ION. */
  public AlertTable ofIon(String ion, Requester requester) {
    return table(open(ion, NEWEST), requester, "/ions/" + ion);
  }

  /** Those about a device. */
  public AlertTable ofDevice(String device, Requester requester) {
    return table(alerts.openOfDevice(device, NEWEST), requester, "/devices/" + device);
  }

  private List<Alert> open(String ion, int size) {
    return alerts.newest(ion, true, true, false, Long.MAX_VALUE, size);
  }

  private static AlertTable table(List<Alert> open, Requester requester, String page) {
    return new AlertTable(open, requester.may(Permission.ACKNOWLEDGE_ALERT), page);
  }
}
