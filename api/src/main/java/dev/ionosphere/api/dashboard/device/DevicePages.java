package dev.ionosphere.api.dashboard.device;

import dev.ionosphere.api.dashboard.Pages;
import dev.ionosphere.api.dashboard.Section;
import dev.ionosphere.api.dashboard.alert.AlertTables;
import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceActivations;
import dev.ionosphere.api.device.DeviceClaims;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.DeviceRecords;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.device.HeldOrders;
import dev.ionosphere.api.health.Anomalies;
import dev.ionosphere.api.health.DeviceHealths;
import dev.ionosphere.api.health.HealthTracks;
import dev.ionosphere.api.health.SharedTroubles;
import dev.ionosphere.api.health.StoredBuckets;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;

/** The fleet, and one device of it. */
@Hidden
@Controller("/devices")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Permission.READ)
final class DevicePages {
  private static final Pageable ACTIVATIONS = Pageable.from(0, 20).withoutTotal();
  private static final Pageable RECORDS = Pageable.from(0, 50).withoutTotal();
  private static final int WINDOWS = 60;
  private static final Pageable ANOMALIES = Pageable.from(0, 25).withoutTotal();

  private final Devices devices;
  private final DeviceModels models;
  private final DeviceActivations activations;
  private final DeviceClaims claims;
  private final HeldOrders held;
  private final DeviceRecords records;
  private final DeviceHealths totals;
  private final HealthTracks tracks;
  private final StoredBuckets buckets;
  private final Anomalies anomalies;
  private final AlertTables alerts;
  private final SharedTroubles shared;
  private final Pages pages;

  DevicePages(
      Devices devices,
      DeviceModels models,
      DeviceActivations activations,
      DeviceClaims claims,
      HeldOrders held,
      DeviceRecords records,
      DeviceHealths totals,
      HealthTracks tracks,
      StoredBuckets buckets,
      Anomalies anomalies,
      AlertTables alerts,
      SharedTroubles shared,
      Pages pages) {
    this.devices = devices;
    this.models = models;
    this.activations = activations;
    this.claims = claims;
    this.held = held;
    this.records = records;
    this.totals = totals;
    this.tracks = tracks;
    this.buckets = buckets;
    this.anomalies = anomalies;
    this.alerts = alerts;
    this.shared = shared;
    this.pages = pages;
  }

  @Get
  ModelAndView<Map<String, Object>> all(HttpRequest<?> request, Requester requester) {
    List<DeviceRow> rows = devices.findAllOrderById().stream().map(this::row).toList();
    DevicesPage page = new DevicesPage(rows, pages.now(), requester.may(Permission.ROTATE_KEYS));
    return pages.show(request, requester, Section.DEVICES, "Devices", "device/all", page);
  }

  @Get("/{id}")
  ModelAndView<Map<String, Object>> one(HttpRequest<?> request, Requester requester, String id) {
    Device device = devices.findById(id).orElseThrow(() -> HubException.notFound("device", id));
    DevicePage page =
        new DevicePage(
            row(device),
            alerts.ofDevice(id, requester),
            shared.of(id),
            activations.findByDeviceOrderBySinceDesc(id, ACTIVATIONS),
            totals.findByDeviceOrderByLastAtDesc(id),
            tracks.findByDeviceOrderByClosedAtDesc(id),
            AnomalyCurve.of(buckets.scored(id, WINDOWS)).orElse(null),
            anomalies.findByDeviceAndIdLessThanOrderByIdDesc(id, Long.MAX_VALUE, ANOMALIES),
            records.findByDeviceAndIdLessThanOrderByIdDesc(id, Long.MAX_VALUE, RECORDS));
    return pages.show(request, requester, Section.DEVICES, id, "device/one", page);
  }

  private DeviceRow row(Device device) {
    return new DeviceRow(
        device,
        models.findByDeviceOrderByIon(device.id()),
        claims.findById(device.id()).orElse(null),
        held.findByDeviceAndIncarnation(device.id(), device.incarnation()).orElse(null));
  }
}
