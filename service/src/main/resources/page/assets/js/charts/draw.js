// Draws with Chart.js, in the colours of the theme.

import { byId } from "../parts/element.js";
import { moment } from "../parts/words.js";
import { colours } from "./colours.js";

/** @type {Map<string, {chart: any, paint: (chart: any) => void}>} by the id of their canvas */
const charts = new Map();

/** @param {any[]} sprints */
export function drawSprints(sprints) {
  const labels = sprints.map((sprint) => sprint.sprintName);
  draw("capacity", "bar", labels, [
    { label: "Capacity in days", data: sprints.map((sprint) => sprint.capacityDays), tone: "accent" },
  ]);
  draw("team", "bar", labels, [
    { label: "Members", data: sprints.map((sprint) => sprint.teamSize), tone: "good" },
  ]);
}

/** @param {any[]} points */
export function drawHistory(points) {
  draw(
    "history",
    "line",
    points.map((point) => moment(point.at)),
    [
      { label: "Capacity in days", data: points.map((point) => point.capacityDays), tone: "accent", yAxisID: "y" },
      { label: "Members", data: points.map((point) => point.teamSize), tone: "good", yAxisID: "members", dashed: true },
    ],
  );
}

/** After another theme was chosen. */
export function recolour() {
  for (const { chart, paint } of charts.values()) {
    paint(chart);
    chart.update("none");
  }
}

function draw(id, type, labels, datasets) {
  const known = charts.get(id);
  const shapes = datasets.map(({ tone, dashed, ...data }) => ({
    ...data,
    stepped: type === "line",
    borderDash: dashed ? [6, 4] : [],
    pointStyle: dashed ? "rect" : "circle",
    pointRadius: 4,
    borderWidth: type === "line" ? 2.5 : 1,
    maxBarThickness: 56,
  }));
  const paint = (chart) => paintAll(chart, datasets.map((each) => each.tone));
  if (known) {
    known.chart.data.labels = labels;
    known.chart.data.datasets.forEach((dataset, place) => {
      dataset.data = shapes[place].data;
    });
    known.chart.update();
    return;
  }
  // painted before it is drawn: what is drawn once in other colours fades into these only slowly
  const config = { type, data: { labels, datasets: shapes }, options: options(type === "line") };
  paint(config);
  charts.set(id, { chart: new globalThis.Chart(byId(id), config), paint });
}

function options(twoAxes) {
  const whole = { beginAtZero: true, ticks: { precision: 0 } };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: calm ? false : { duration: 250 },
    interaction: { mode: "index", intersect: false },
    plugins: { legend: { display: twoAxes }, colors: { enabled: false } },
    scales: {
      x: { ticks: { maxRotation: 45, autoSkip: true }, grid: { display: false } },
      y: { ...whole, grace: "10%", title: { display: twoAxes, text: "Capacity in days" } },
      ...(twoAxes && {
        members: {
          ...whole,
          // apart from the other line, where neither changes
          grace: "80%",
          position: "right",
          grid: { drawOnChartArea: false },
          title: { display: true, text: "Members" },
        },
      }),
    },
  };
}

function paintAll(chart, tones) {
  const now = colours();
  chart.data.datasets.forEach((dataset, place) => {
    dataset.borderColor = now[tones[place]];
    dataset.backgroundColor = now[tones[place]];
  });
  chart.options.plugins.legend.labels = { color: now.text, usePointStyle: true };
  for (const axis of Object.values(chart.options.scales)) {
    axis.ticks.color = now.muted;
    axis.grid = { ...axis.grid, color: now.line };
    axis.border = { color: now.line };
    if (axis.title) {
      axis.title.color = now.muted;
    }
  }
}
