// Draws every [data-chart] canvas with Chart.js, in the colours of the page.
"use strict";

(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const drawn = new Map();

  // On a small chart long labels run into each other: the first and the last are told.
  const LONG = 6;
  const crowded = (spec, small) => small && spec.labels.some((label) => label.length > LONG);
  const ends = (axis) => { axis.ticks = [axis.ticks.at(0), axis.ticks.at(-1)]; };

  const options = (spec, small) => ({
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: "index", intersect: false },
    plugins: {
      legend: { display: !small && spec.series.length > 1, labels: { color: colour("muted"), boxWidth: spec.kind === "line" ? 22 : 10, boxHeight: 10, usePointStyle: spec.kind === "line", pointStyle: "line" } },
      tooltip: { callbacks: { label: (item) => ` ${item.dataset.label}: ${item.formattedValue}${spec.unit}` } },
    },
    scales: {
      x: {
        grid: { display: false },
        offset: spec.kind !== "line",
        border: { color: colour("line") },
        afterBuildTicks: crowded(spec, small) ? ends : undefined,
        ticks: { color: colour("muted"), maxRotation: 0, autoSkip: !crowded(spec, small), maxTicksLimit: small ? 3 : 9, align: small ? "inner" : "center", font: { size: 10.5 } },
      },
      y: {
        beginAtZero: true,
        max: spec.max || undefined,
        grid: { color: colour("line") },
        border: { display: false },
        ticks: { color: colour("muted"), maxTicksLimit: small ? 3 : 6, font: { size: 10.5 }, callback: (v) => v.toLocaleString() + spec.unit },
      },
    },
  });

  // Of two distributions the first is a wide shadow behind the second.
  const series = (spec, one, index) => ({
    grouped: false,
    order: -index,
    label: one.name,
    data: one.values,
    backgroundColor: colour(one.colour),
    borderColor: colour(one.colour),
    borderWidth: spec.kind === "line" ? 1.8 : 0,
    borderDash: one.dashed ? [5, 4] : [],
    pointRadius: spec.kind === "line" && one.values.length < 40 && !one.dashed ? 2 : 0,
    tension: 0,
    barPercentage: index === 0 ? 1 : 0.55,
    categoryPercentage: 0.9,
    borderRadius: 2,
  });

  const draw = (canvas) => {
    drawn.get(canvas)?.destroy();
    const spec = JSON.parse(canvas.dataset.chart);
    const small = canvas.parentElement.classList.contains("small");
    drawn.set(canvas, new Chart(canvas, {
      type: spec.kind === "line" ? "line" : "bar",
      data: { labels: spec.labels, datasets: spec.series.map((one, index) => series(spec, one, index)) },
      options: options(spec, small),
    }));
  };

  const all = (root) => root.querySelectorAll("canvas[data-chart]").forEach(draw);
  const sweep = () => drawn.forEach((chart, canvas) => {
    if (!canvas.isConnected) { chart.destroy(); drawn.delete(canvas); }
  });
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  all(document);
  document.body.addEventListener("htmx:oobAfterSwap", (event) => { sweep(); all(event.detail.target.ownerDocument.getElementById(event.detail.target.id) ?? event.detail.target); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => all(document));
})();
