/**
 * Draws the spending chart from the figures that the page already shows as a table. Chart.js itself is fetched only when
 * the chart comes near the screen and the browser does not ask to save data.
 */
interface Point {
  label: string;
  value: number;
  text: string;
}

const saveData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

async function draw(place: HTMLElement): Promise<void> {
  const { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } = await import(
    "chart.js"
  );
  Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);
  const points = JSON.parse(place.dataset.spending ?? "[]") as Point[];
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink-2");
  const canvas = document.createElement("canvas");
  place.append(canvas);
  new Chart(canvas, {
    type: "bar",
    data: {
      labels: points.map((point) => point.label),
      datasets: [
        {
          data: points.map((point) => point.value),
          backgroundColor: style.getPropertyValue("--brand"),
          borderRadius: 3,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: {
        legend: { display: false },
        tooltip: {
          displayColors: false,
          callbacks: { label: (item) => points[item.dataIndex]?.text ?? "" },
        },
      },
      scales: {
        x: { grid: { display: false }, ticks: { color: ink } },
        y: { display: false, beginAtZero: true },
      },
    },
  });
}

if (!saveData) {
  for (const place of document.querySelectorAll<HTMLElement>("[data-spending]")) {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        void draw(place);
      },
      { rootMargin: "200px" },
    );
    observer.observe(place);
  }
}

export {};
