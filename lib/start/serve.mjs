// The web process: Next behind a Node server of our own. `next start` would do, but for one thing: it ends a
// request after five minutes, and a bulk load may take longer. Plain JavaScript, so that no compiler stays
// loaded in the process that serves.
import { createServer } from "node:http";
import next from "next";

/** Requests that are still running when the server is asked to stop have this long to end, in milliseconds. */
const DRAIN = 30_000;

const [hostname, port, mode] = process.argv.slice(2);
const dev = mode === "development";

const server = createServer({ requestTimeout: 0, keepAliveTimeout: 65_000 });
const app = next({ dev, hostname, port: Number(port), httpServer: server, ...(dev && { turbopack: true }) });

/** @param {object} message told to lib/start/web-server.ts, which started us */
function tell(message) {
  if (process.connected) process.send?.(message);
}

let stopping = false;

/** Stops accepting, lets requests end, then leaves. */
function stop() {
  if (stopping) return;
  stopping = true;
  // The jobs of this process (lib/jobs/process-jobs.ts), which Next started; they end beside the last requests.
  const jobs = globalThis.batonJobs?.then((runner) => runner?.stop());
  server.close(async () => {
    await jobs;
    await app.close();
    process.exit(0);
  });
  // A connection that is kept alive after its last response would hold us up.
  setInterval(() => server.closeIdleConnections(), 50).unref();
  setTimeout(() => server.closeAllConnections(), dev ? 0 : DRAIN).unref();
}

process.on("SIGINT", stop);
process.on("SIGTERM", stop);
// Whoever started us is gone, and with it whoever stops the database.
process.on("disconnect", stop);

server.on("error", (error) => {
  tell({ failed: "code" in error ? error.code : error.message });
  process.exit(1);
});

await app.prepare();
const handle = app.getRequestHandler();
server.on("request", (request, response) => {
  // Whatever a client says under this name, here stands who it is (lib/access/client-address.ts).
  request.headers["x-baton-peer"] = request.socket.remoteAddress ?? "unknown";
  handle(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
if (!stopping) server.listen(Number(port), hostname, () => tell({ listening: true }));
