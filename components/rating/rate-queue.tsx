"use client";
import { useEffect, useRef, useState } from "react";
import type { RatingKey } from "@/lib/domain/record";
import type { SentRating } from "@/lib/reports/rating/give-rating";
import type { RateItem } from "@/lib/reports/rating/prepare-rate";
import { RateRow, type RowKeys } from "./rate-row";
import type { RatingStatus, SaveResult } from "./rating-state";

interface RateQueueProps {
  readonly open: readonly RateItem[];
  readonly rated: readonly RateItem[];
  /** How many there are in all; of those rated only the latest are listed. */
  readonly all: number;
  /** `the last two days`. */
  readonly days: string;
  readonly save: (key: RatingKey, rating: SentRating | null) => Promise<SaveResult>;
}

/** Where typing is meant, a letter is no command. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("input, select, textarea");
}

/** The hand-offs to rate, and those rated: two clicks each, or two keys, with J and K to move. */
export function RateQueue({ open, rated, all, days, save }: RateQueueProps) {
  const listed = [...open, ...rated];
  const [current, setCurrent] = useState(open[0]?.id ?? null);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [announcement, setAnnouncement] = useState("");
  const keys = useRef(new Map<string, RowKeys>());
  const list = useRef<HTMLDivElement>(null);
  const waiting = open.filter((item) => !done.has(item.id));
  const left = waiting.length;
  const asked = waiting.filter((item) => item.isAskedFor).length;

  const move = (step: 1 | -1) => {
    const at = listed.findIndex(({ id }) => id === current);
    const next = listed[Math.max(0, Math.min(listed.length - 1, at + step))];
    if (!next) return;
    setCurrent(next.id);
    const row = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])].find(
      (one) => one.dataset.row === next.id,
    );
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };

  const press = useRef<(event: KeyboardEvent) => void>(() => undefined);
  press.current = (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    const row = current === null ? undefined : keys.current.get(current);
    const digit = /^[0-9]$/.test(event.key) ? Number(event.key) : null;
    const letter = event.key.toLowerCase();
    if (letter === "j") move(1);
    else if (letter === "k") move(-1);
    else if (letter === "u") row?.undo();
    else if (digit === 1 || digit === 2 || digit === 3) row?.answer((digit - 1) as 0 | 1 | 2);
    else if (digit === 0) row?.again(null);
    else if (digit !== null) row?.again(digit - 4);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press.current(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  const onStatus = (item: RateItem, status: RatingStatus, said: string) => {
    const isOpen = open.some(({ id }) => id === item.id);
    const next = new Set(done);
    if (status === "saved") next.add(item.id);
    if (status === "undone") next.delete(item.id);
    setDone(next);
    const still = open.filter(({ id }) => !next.has(id)).length;
    if (status === "saved") setAnnouncement(`Saved: ${said}.${isOpen ? ` ${still} left.` : ""}`);
    if (status === "undone" || status === "problem") setAnnouncement(`${said}.`);
  };

  const rowOf = (item: RateItem) => (
    <RateRow
      key={item.id}
      item={item}
      save={(rating) => save(item.ids, rating)}
      isCurrent={item.id === current}
      onCurrent={() => setCurrent(item.id)}
      onStatus={(status, said) => onStatus(item, status, said)}
      register={(handle) => {
        if (handle) keys.current.set(item.id, handle);
        else keys.current.delete(item.id);
      }}
    />
  );
  return (
    <div ref={list}>
      <p className="small ink3 left-count">
        {left} left of {all} from {days}
        {asked > 0 && `, ${asked} of them asked for`}. Two clicks each; what you asked again is optional.
      </p>
      <output className="sr">{announcement}</output>
      {open.length > 0 && (
        <>
          <div className="hd" aria-hidden="true">
            <span>Hand-off</span>
            <span className="h2x">
              <span>Was the context useful?</span>
              <span>Did you use it?</span>
            </span>
          </div>
          <ul className="q" aria-label="Hand-offs to rate">
            {open.map(rowOf)}
          </ul>
        </>
      )}
      {rated.length > 0 && (
        <>
          <h2 className="rated-head">Rated</h2>
          <ul className="q" aria-label="Hand-offs rated">
            {rated.map(rowOf)}
          </ul>
        </>
      )}
    </div>
  );
}
