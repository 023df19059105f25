import { useEffect, useState } from "react";
import type { Found } from "@/lib/reports/find/find";

/** Letters that come faster than this are asked about together. */
const PAUSE = 120;

/** What is found by some letters; what was found before stays until the answer is there. */
export function useFound(text: string): {
  readonly found: readonly Found[];
  readonly state: "asking" | "there" | "failed";
} {
  const [answer, setAnswer] = useState<{ found: readonly Found[]; state: "asking" | "there" | "failed" }>({
    found: [],
    state: "asking",
  });
  useEffect(() => {
    const abort = new AbortController();
    setAnswer((before) => ({ ...before, state: "asking" }));
    const timer = setTimeout(
      async () => {
        try {
          const response = await fetch(`/api/v1/find?${new URLSearchParams({ q: text })}`, {
            signal: abort.signal,
          });
          if (!response.ok) throw new Error(response.statusText);
          const { found }: { found: readonly Found[] } = await response.json();
          setAnswer({ found, state: "there" });
        } catch {
          if (!abort.signal.aborted) setAnswer({ found: [], state: "failed" });
        }
      },
      text === "" ? 0 : PAUSE,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return answer;
}
