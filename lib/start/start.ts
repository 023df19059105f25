import { issueSetupToken } from "@/lib/access/setup";
import { ensureBuild } from "./build";
import { readEnvironment } from "./environment";
import { openInstallation } from "./installation";
import { runServer, stopSignal } from "./run-server";
import { checkPort } from "./web-server";

/** `npm start`, and with the argument `development` `npm run dev`: one Baton, served until it is stopped. */
export async function main(args: readonly string[]): Promise<void> {
  const mode = args[0] === "development" ? "development" : "production";
  const environment = readEnvironment(process.env);
  await checkPort(environment.host, environment.port);
  if (mode === "production") await ensureBuild(console.log);
  const asked = stopSignal();
  const installation = await openInstallation(environment, console.log);
  await runServer({
    environment,
    installation,
    mode,
    asked,
    async announce() {
      console.log(`Baton is at ${environment.address}`);
      const token = await issueSetupToken(installation.database);
      if (token) {
        console.log(`\nNobody administers it yet. Become the first administrator with this set-up token:\n`);
        console.log(`  ${token}\n`);
      }
    },
  });
}
