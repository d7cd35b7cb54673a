package dev.ionosphere.api.dashboard;

/** The parts of the dashboard, as its navigation lists them. */
public enum Section {
  IONS(
      "IONs",
      "/",
      "M4 6a2 2 0 1 0 4 0a2 2 0 1 0-4 0M12 14a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7.5 7.5l5 5"),
  APPROVALS("Approvals", "/approvals", "M4 10.5l4 4l8-9"),
  ALERTS("Alerts", "/alerts", "M10 3l7.5 13.5h-15zM10 8v4M10 14v.5"),
  ROLLOUTS("Rollouts", "/rollouts", "M3 15h4M3 10h8M3 5h13M13 12l3-2l-3-2"),
  DEVICES(
      "Devices",
      "/devices",
      "M5 5h10v10h-10zM8 2v3M12 2v3M8 15v3M12 15v3M2 8h3M2 12h3M15 8h3M15 12h3"),
  MODELS("Models", "/models", "M10 2.5l7 4v7l-7 4l-7-4v-7zM3 6.5l7 4l7-4M10 10.5v7"),
  COMPONENTS("Components", "/components", "M3 3h6v6h-6zM11 3h6v6h-6zM3 11h6v6h-6zM14 11v6M11 14h6");

  private final String title;
  private final String path;
  private final String icon;

  Section(String title, String path, String icon) {
    this.title = title;
    this.path = path;
    this.icon = icon;
  }

  public String title() {
    return title;
  }

  public String path() {
    return path;
  }

  /** Lines of a 20 by 20 drawing, for the {@code d} of an SVG path. */
  public String icon() {
    return icon;
  }
}
