"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Found, FoundKind } from "@/lib/reports/find/find";
import { useFound } from "./use-found";

const GROUPS: { readonly [K in FoundKind]: string } = {
  page: "Pages",
  query_type: "Query types",
  view: "Saved views",
  metric: "Metrics",
  conversation: "Conversations",
};

/**
 * Finds things by some letters: a combobox with a list that is always open (WAI-ARIA Authoring Practices). Arrows choose,
 * Enter opens, Escape closes.
 */
export function FindDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const { found, state } = useFound(text);
  const active = Math.min(chosen, found.length - 1);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);

  function open(one: Found | undefined) {
    if (!one) return;
    onClose();
    router.push(one.href);
  }
  function onKey(event: KeyboardEvent) {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 5, PageUp: active - 5 }[
      event.key
    ];
    if (event.key === "Enter") {
      event.preventDefault();
      if (!event.nativeEvent.isComposing) open(found[active]);
    } else if (to !== undefined && found.length > 0) {
      event.preventDefault();
      const isStep = event.key.startsWith("Arrow");
      setChosen(isStep ? (to + found.length) % found.length : Math.max(0, Math.min(found.length - 1, to)));
    }
  }

  // In the body: what opened it may be in a part of the page that is not shown at this width.
  return createPortal(
    <dialog
      ref={dialog}
      className="find"
      aria-label="Find"
      onClose={onClose}
      onPointerDown={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <input
        type="text"
        role="combobox"
        aria-label="Find a page, query type, conversation, metric or view"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        placeholder="Page, query type, metric, view, or the beginning of a conversation id"
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <div className="find-list" id={`${id}-list`} role="listbox" aria-label="Found">
        {groupsOf(found).map(({ kind, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options; a fieldset is for controls.
          <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
            <p id={`${id}-${kind}`} role="presentation">
              {GROUPS[kind]}
            </p>
            {items.map(({ one, index }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keyboard.
              // biome-ignore lint/a11y/useFocusableInteractive: the combobox has the focus (aria-activedescendant).
              <div
                key={one.href}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onClick={() => open(one)}
                onPointerMove={() => setChosen(index)}
              >
                <span>{one.title}</span>
                {one.detail !== null && <span className="small ink3">{one.detail}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p className="find-said small ink3" role="status">
        {saidOf(found.length, state, text)}
      </p>
    </dialog>,
    document.body,
  );
}

function groupsOf(found: readonly Found[]) {
  const placed = found.map((one, index) => ({ one, index }));
  return (Object.keys(GROUPS) as FoundKind[]).flatMap((kind) => {
    const items = placed.filter(({ one }) => one.kind === kind);
    return items.length === 0 ? [] : [{ kind, items }];
  });
}

function saidOf(count: number, state: "asking" | "there" | "failed", text: string): string {
  if (state === "failed") return "Baton does not answer. Try again in a moment.";
  if (count > 0) return `${count} found. Arrows choose, Enter opens.`;
  return state === "asking" ? "Looking…" : `Nothing is called “${text}”, and no conversation id begins so.`;
}
