"use client";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import "./forms.css";

interface OpenFormProps {
  readonly title: string;
  /** The address without the form. */
  readonly closeHref: string;
  readonly children: ReactNode;
}

/** A form that stands open in a page because the address says so; takes the focus when it opens. */
export function OpenForm({ title, closeHref, children }: OpenFormProps) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    region.current?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")?.focus();
  }, []);
  return (
    <section className="open-form" aria-label={title} ref={region}>
      <div className="open-head">
        <h3>{title}</h3>
        <Link className="small quiet-link" href={closeHref} scroll={false}>
          Close
        </Link>
      </div>
      {children}
    </section>
  );
}
