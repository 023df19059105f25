"use client";

import "./globals.css";
import { Problem } from "@/components/page/problem";

interface GlobalErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A failure of what surrounds every page: the last resort, a page of its own. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en-GB">
      <body>
        <main>
          <Problem error={error} reset={reset} />
        </main>
      </body>
    </html>
  );
}
