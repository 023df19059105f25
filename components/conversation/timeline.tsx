"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { FormState } from "@/components/forms/form-state";
import { counted } from "@/lib/metrics/counted";
import type { TimelineRun } from "@/lib/reports/conversation/fold-timeline";
import type { TimelineBracket } from "@/lib/reports/conversation/timeline-marks";
import { Message } from "./timeline-message";
import { Seam } from "./timeline-seam";
import { findLines, runOf } from "./timeline-search";

/** What says no to a finding, or takes that back. */
export type RejectAction = (state: FormState, form: FormData) => Promise<FormState>;

interface TimelineProps {
  readonly runs: readonly TimelineRun[];
  readonly brackets: readonly TimelineBracket[];
  /** Where findings can be rejected. */
  readonly reject?: RejectAction | undefined;
}

/** A transcript of fewer lines is read faster than searched. */
const WORTH_SEARCHING = 6;

/**
 * Who said what, one below the other, with every hand-off as a seam through the whole width. Long transcripts are folded
 * and can be searched; a line that an address or the search points to is unfolded.
 */
export function Timeline({ runs, brackets, reject }: TimelineProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState("");
  const [current, setCurrent] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const hits = findLines(runs, wanted);
  const hitSet = new Set(hits);
  const isOpen = (run: TimelineRun) =>
    !run.folded ||
    opened.has(run.key) ||
    run.items.some((item) => item.kind === "message" && hitSet.has(item.sequence));

  function step(by: 1 | -1) {
    if (hits.length === 0) return;
    const next = (current + by + hits.length) % hits.length;
    setCurrent(next);
    goTo(hits[next]);
  }
  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter") {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    }
    if (event.key === "Escape") setWanted("");
  }

  // The slash leads to the search, unless somebody is typing.
  useEffect(() => {
    const onSlash = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || target?.closest("input, textarea, select"))
        return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", onSlash);
    return () => document.removeEventListener("keydown", onSlash);
  }, []);

  useEffect(() => {
    const openAddressed = () => {
      const line = /^#line-(-?\d+)$/.exec(window.location.hash)?.[1];
      const run = line === undefined ? null : runOf(runs, Number(line));
      if (run === null) return;
      setOpened((before) => new Set([...before, run]));
      requestAnimationFrame(() => goTo(Number(line)));
    };
    openAddressed();
    window.addEventListener("hashchange", openAddressed);
    return () => window.removeEventListener("hashchange", openAddressed);
  }, [runs]);

  const lines = runs.flatMap(({ items }) => items).filter(({ kind }) => kind === "message").length;
  let row = 0;
  const rowOfLine = new Map<number, number>();
  const drawn = runs.map((run) => {
    if (!isOpen(run)) {
      row += 1;
      return (
        <button
          key={run.key}
          type="button"
          className="fold"
          style={{ gridRow: row }}
          onClick={() => setOpened(new Set([...opened, run.key]))}
        >
          Show {counted(run.items.length, "more line")}
        </button>
      );
    }
    return run.items.map((item) => {
      row += 1;
      if (item.kind === "seam") return <Seam key={item.key} seam={item} row={row} />;
      rowOfLine.set(item.sequence, row);
      return (
        <Message
          key={item.key}
          message={item}
          row={row}
          wanted={wanted}
          isCurrent={hits[current] === item.sequence}
          reject={reject}
        />
      );
    });
  });
  return (
    <>
      {lines >= WORTH_SEARCHING && (
        <search className="line-search">
          <label htmlFor={id} className="sr">
            Search in this conversation
          </label>
          <input
            ref={input}
            id={id}
            type="search"
            placeholder="Search in this conversation"
            value={wanted}
            onChange={(event) => {
              setWanted(event.target.value);
              setCurrent(0);
            }}
            onKeyDown={onKey}
            aria-keyshortcuts="/"
          />
          {wanted.trim() !== "" && (
            <>
              <span className="small ink3 num" role="status">
                {hits.length === 0 ? "Nothing found" : `${current + 1} of ${hits.length}`}
              </span>
              <button
                type="button"
                className="btn quiet"
                onClick={() => step(-1)}
                disabled={hits.length === 0}
              >
                <span aria-hidden="true">↑</span>
                <span className="sr">Previous line</span>
              </button>
              <button
                type="button"
                className="btn quiet"
                onClick={() => step(1)}
                disabled={hits.length === 0}
              >
                <span aria-hidden="true">↓</span>
                <span className="sr">Next line</span>
              </button>
            </>
          )}
        </search>
      )}
      {lines === 0 && <p className="small ink3">No transcript has arrived, only that it was handed off.</p>}
      <div className="tl">
        {drawn}
        {brackets.map(({ from, to }) => {
          const [first, last] = [rowOfLine.get(from), rowOfLine.get(to)];
          if (first === undefined || last === undefined || last <= first) return null;
          return (
            <span
              key={`${from} ${to}`}
              className="brk"
              aria-hidden="true"
              style={{ gridRow: `${first} / ${last}` }}
            />
          );
        })}
      </div>
    </>
  );
}

function goTo(sequence: number | undefined): void {
  if (sequence !== undefined)
    document.getElementById(`line-${sequence}`)?.scrollIntoView({ block: "center" });
}
