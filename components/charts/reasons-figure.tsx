"use client";

import dynamic from "next/dynamic";
import type { ReasonsOverTime } from "@/lib/reports/weekly/prepare-reasons-over-time";
import { ChartSkeleton } from "./chart-skeleton";

const load = () => import("./reasons-chart").then((module) => module.ReasonsChart);
/** The chart itself comes after the numbers: its code is loaded on its own, and a skeleton holds its place. */
const ReasonsChart = dynamic(load, { ssr: false, loading: () => <ChartSkeleton /> });
// In the browser it is fetched while the page comes to life, not afterwards. What fails is tried again when it is drawn.
if (typeof window !== "undefined") load().catch(() => undefined);

/** Reasons over time as a picture. */
export function ReasonsFigure({ chart }: { chart: ReasonsOverTime }) {
  return <ReasonsChart chart={chart} />;
}
