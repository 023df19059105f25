import type { Environment } from "./environment";
import type { Installation } from "./installation";
import { startWebServer } from "./web-server";

/**
 * Serves until a signal asks to stop or the web process ends by itself, then closes everything in order: no
 * new requests, running requests end, database connections, embedded PostgreSQL. Ends this process.
 *
 * @param announce called when the server answers
 */
export async function runServer(options: {
  readonly environment: Environment;
  readonly installation: Installation;
  readonly mode: "production" | "development";
  readonly variables?: Readonly<Record<string, string>>;
  readonly announce: () => Promise<void>;
  /** Resolves when this process is asked to stop. */
  readonly asked: Promise<undefined>;
}): Promise<never> {
  const { environment, installation, mode, asked } = options;
  const { host, port } = environment;
  try {
    const server = await startWebServer({
      host,
      port,
      mode,
      variables: { ...installation.variables, ...options.variables },
    });
    await options.announce();
    const code = await Promise.race([asked, server.ended]);
    if (code === undefined) {
      console.log("Stopping…");
      await server.stop();
    } else {
      console.error(`The web server ended by itself (exit code ${code}).`);
    }
    await installation.close();
    process.exit(code ?? 0);
  } catch (error) {
    await installation.close();
    throw error;
  }
}

/**
 * Resolves at the first signal to stop; a second one ends this process at once. From the call on, signals no
 * longer end the process by themselves: call it when there is something to close.
 *
 * A process manager that stops npm stops only the shell between npm and us: losing it counts as a signal.
 */
export function stopSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    let signals = 0;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        signals += 1;
        if (signals > 1) process.exit(1);
        resolve(undefined);
      });
    }
    if (!process.env.npm_lifecycle_event) return;
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve(undefined), 250).unref();
  });
}
