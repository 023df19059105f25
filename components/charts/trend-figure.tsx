"use client";

import dynamic from "next/dynamic";
import type { TrendChart as Chart } from "@/lib/reports/weekly/prepare-trend";
import { ChartSkeleton } from "./chart-skeleton";

const load = () => import("./trend-chart").then((module) => module.TrendChart);
/** The chart itself comes after the numbers: its code is loaded on its own, and a skeleton holds its place. */
const TrendChart = dynamic(load, { ssr: false, loading: () => <ChartSkeleton /> });
// In the browser it is fetched while the page comes to life, not afterwards. What fails is tried again when it is drawn.
if (typeof window !== "undefined") load().catch(() => undefined);

/** The trend as a picture. */
export function TrendFigure({ chart }: { chart: Chart }) {
  return <TrendChart chart={chart} />;
}
