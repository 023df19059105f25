"use client";

import { Problem } from "@/components/page/problem";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A failure of the frame itself, or of a page without one. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main>
      <Problem error={error} reset={reset} />
    </main>
  );
}
