import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** Baton's web process, running. */
export interface WebServer {
  /** Its process number. */
  readonly pid: number;
  /** Resolves with the exit code when the process has ended, asked or not. */
  readonly ended: Promise<number>;
  /** Stops accepting requests, waits for the running ones to end (30 s at most) and for the process to leave. */
  stop(): Promise<void>;
}

export interface WebServerOptions {
  readonly host: string;
  readonly port: number;
  readonly mode: "production" | "development";
  /** Variables on top of ours. */
  readonly variables?: Readonly<Record<string, string>>;
}

const PROGRAM = fileURLToPath(new URL("./serve.mjs", import.meta.url));

/**
 * Little room for the young, and a heap that may only grow by two fifths between collections, keep a bulk load below
 * 400 MB: its records live for about a second, so what grows old is soon garbage. Doubling would save a twentieth of the
 * CPU of a bulk load and take 50 MB more; Node's own rules take 700 MB.
 */
const MEMORY_FLAGS = ["--max-semi-space-size=8", "--min-semi-space-size=8", "--heap-growing-percent=40"];

/** Throws, with a sentence on what to do, when nothing can listen on `host` and `port`. */
export async function checkPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(portProblem(error.code ?? error.message, host, port))),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** Starts the web process in a process of its own and resolves when it answers. Throws when it cannot. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { host, port, mode } = options;
  const child = spawn(process.execPath, [...MEMORY_FLAGS, PROGRAM, host, String(port), mode], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...options.variables, NODE_ENV: mode },
  });
  const ended = new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
  await new Promise<void>((resolve, reject) => {
    child.on("message", (message: { listening?: true; failed?: string }) => {
      if (message.listening) resolve();
      if (message.failed) reject(new Error(portProblem(message.failed, host, port)));
    });
    ended.then((code) => reject(new Error(`The web server ended before it answered (exit code ${code}).`)));
  });
  return {
    // There is one once the process has answered.
    pid: child.pid ?? 0,
    ended,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function portProblem(code: string, host: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use. Stop what listens there, or choose another: PORT=${port + 1}`;
    case "EACCES":
      return `Port ${port} may only be used by root. Choose one above 1023, such as PORT=3000.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine. Set HOST to 127.0.0.1, 0.0.0.0 or one of its own.`;
    default:
      return `Baton cannot listen on ${host}:${port} (${code}).`;
  }
}
