"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type DragEvent, type FormEvent, useActionState, useId, useRef, useState } from "react";
import { EMPTY_FORM, type FormState } from "../forms/form-state";
import "../forms/forms.css";
import "./import-wizard.css";

interface UploadFilesProps {
  /** Takes the files where no script does. */
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  /** The draft that the files join; null = a new one. */
  readonly draft: string | null;
}

/** Where files are dropped or chosen. With a script they stream one by one; without, they come with the form. */
export function UploadFiles({ action, draft }: UploadFilesProps) {
  const [state, send, pending] = useActionState(action, EMPTY_FORM);
  const [busy, setBusy] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  /** The new draft, where some of the files could be read and others could not. */
  const [begun, setBegun] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const id = useId();

  async function upload(files: readonly File[]) {
    setProblems([]);
    let into = draft ?? begun;
    const refused: string[] = [];
    for (const file of files) {
      setBusy(`Reading ${file.name}…`);
      const answer = await sendFile(file, into, (share) => setBusy(`Sending ${file.name}: ${share} %`));
      if (answer.draft !== undefined) into = answer.draft;
      else refused.push(answer.problem);
    }
    setBusy(null);
    setProblems(refused);
    if (into === null) return;
    if (into === draft) router.refresh();
    else if (refused.length === 0) router.push(`/data/import/${into}`);
    else setBegun(into);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void upload([...(input.current?.files ?? [])]);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    void upload([...event.dataTransfer.files]);
  }

  const refused = problems.length === 0 && state.problem !== undefined ? [state.problem] : problems;
  return (
    <form action={send} onSubmit={onSubmit} className="form upload">
      {refused.length > 0 && (
        <div className="notice" role="alert">
          <div>
            {refused.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </div>
          {begun && (
            <Link className="btn" href={`/data/import/${begun}`}>
              Go on with the other files
            </Link>
          )}
        </div>
      )}
      {draft && <input type="hidden" name="draft" value={draft} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside choosing, which every keyboard can. */}
      <div
        className={isOver ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <label htmlFor={id} className="semi">
          {draft ? "Add files" : "Drop files here, or choose them"}
        </label>
        <input
          ref={input}
          id={id}
          className="input"
          type="file"
          name="files"
          multiple
          required
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.xlsx,.gz"
          aria-describedby={`${id}-hint`}
        />
        <p className="hint" id={`${id}-hint`}>
          CSV with any delimiter and encoding, XLSX, JSON or NDJSON, also gzipped.
        </p>
        <button className={draft ? "btn" : "btn primary"} type="submit" disabled={pending || busy !== null}>
          {busy ?? (draft ? "Add" : "Read the files")}
        </button>
      </div>
    </form>
  );
}

/** Of a smaller file nobody sees how much has been sent. */
const SMALL = 5_000_000;

type Answer = { readonly draft: string } | { readonly draft?: undefined; readonly problem: string };

/** Sends a file as it is. `fetch` does not tell how much has been sent, which for a large file is what one waits for. */
function sendFile(file: File, draft: string | null, onShare: (share: number) => void): Promise<Answer> {
  const query = new URLSearchParams({ name: file.name, ...(draft && { draft }) });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/import-files?${query}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => {
      if (total > SMALL) onShare(Math.floor((loaded / total) * 100));
    };
    request.onload = () => {
      const answer: { draft?: string; detail?: string } | null = request.response;
      if (request.status < 300 && answer?.draft !== undefined) resolve({ draft: answer.draft });
      else resolve({ problem: answer?.detail ?? `${file.name} could not be read.` });
    };
    request.onerror = () => resolve({ problem: `${file.name} could not be sent. Try again.` });
    request.send(file);
  });
}
