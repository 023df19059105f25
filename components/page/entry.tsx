import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";
import "./entry.css";

/** A page before signing in: one narrow column under the name. */
export function Entry({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="entry">
      <p className="brand">
        <Brand />
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
