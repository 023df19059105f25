// What a fresh clone lacks: the packages and the database client. Plain JavaScript without packages, because
// it runs before there are any.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Baton needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the packages and generates the database client, each only when what is there is not up to date. */
export async function prepare() {
  if (!packagesAreInstalled()) {
    console.log("Installing the packages…");
    await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--include=dev"], {
      // Spares Prisma's own install script a download that nothing here uses.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    });
  }
  const schema = readFileSync(path.join(ROOT, "prisma/schema.prisma"));
  const prisma = JSON.parse(readFileSync(path.join(ROOT, "node_modules/prisma/package.json"), "utf8"));
  const stamp = createHash("sha256").update(prisma.version).update(schema).digest("hex");
  const stampFile = path.join(ROOT, "lib/store/generated/schema.sha256");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  await run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  });
  writeFileSync(stampFile, stamp);
}

/** Whether node_modules holds what package-lock.json asks for, by npm's own note of what it installed. */
function packagesAreInstalled() {
  const note = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === "") return true;
    // Packages for other systems are in the lock file, but not installed.
    return installed[name] ? installed[name].version === entry.version : entry.optional === true;
  });
}

/**
 * Runs a program and prints its output only when it fails; then ends this process too.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} variables
 */
async function run(program, args, variables) {
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...variables },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      said += error.message;
      resolve(1);
    });
    child.once("exit", resolve);
  });
  if (code === 0) return;
  console.error(`${said.trim()}\n\n\`${program} ${args.join(" ")}\` failed.`);
  process.exit(1);
}
