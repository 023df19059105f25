"use client";

import dynamic from "next/dynamic";
import type { TrendChart as Chart } from "@/lib/reports/weekly/prepare-trend";
import { ChartSkeleton } from "./chart-skeleton";

/** The chart itself comes after the numbers: its code is loaded on its own, and a skeleton holds its place. */
const TrendChart = dynamic(() => import("./trend-chart").then((module) => module.TrendChart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

/** The trend as a picture. */
export function TrendFigure({ chart }: { chart: Chart }) {
  return <TrendChart chart={chart} />;
}
