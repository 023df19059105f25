"use client";

import { useState } from "react";

interface PictureButtonProps {
  /** The id of the section whose `data-picture` is drawn. */
  readonly of: string;
  /** What stands above the chart: its name, then days and filters. */
  readonly title: string;
  readonly about: string;
  /** The name of the file without its ending. */
  readonly fileName: string;
}

/** Makes a picture of a chart as it stands on the page. What draws it is loaded when it is asked for. */
export function PictureButton({ of, title, about, fileName }: PictureButtonProps) {
  const [state, setState] = useState<"ready" | "drawing" | "failed">("ready");
  async function save() {
    setState("drawing");
    try {
      const { savePicture } = await import("./save-picture");
      await savePicture({ of, title, about, fileName });
      setState("ready");
    } catch {
      setState("failed");
    }
  }
  return (
    <>
      <button
        type="button"
        className="quiet-word"
        aria-label={`${title} as PNG`}
        aria-busy={state === "drawing"}
        onClick={save}
      >
        PNG
      </button>
      {state === "failed" && (
        <span role="alert" className="small worse">
          The picture could not be drawn. Try again when the chart is there.
        </span>
      )}
    </>
  );
}
