"use client";

import dynamic from "next/dynamic";
import type { ReasonsOverTime } from "@/lib/reports/weekly/prepare-reasons-over-time";
import { ChartSkeleton } from "./chart-skeleton";

/** The chart itself comes after the numbers: its code is loaded on its own, and a skeleton holds its place. */
const ReasonsChart = dynamic(() => import("./reasons-chart").then((module) => module.ReasonsChart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

/** Reasons over time as a picture. */
export function ReasonsFigure({ chart }: { chart: ReasonsOverTime }) {
  return <ReasonsChart chart={chart} />;
}
