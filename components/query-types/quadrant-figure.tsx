"use client";

import dynamic from "next/dynamic";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import type { QuadrantChart as Chart } from "@/lib/reports/query-types/prepare-quadrant";

/** The chart itself comes after the numbers: its code is loaded on its own, and a skeleton holds its place. */
const QuadrantChart = dynamic(() => import("./quadrant-chart").then((module) => module.QuadrantChart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

/** Hand-off rate against repeat information as a picture. */
export function QuadrantFigure({ chart }: { chart: Chart }) {
  return <QuadrantChart chart={chart} />;
}
