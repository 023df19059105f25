import { defineConfig } from "prisma/config";

// The command line insists on a schema engine binary that it would download; `generate` never runs it, and
// migrations are applied by lib/store/migrate.ts, so any existing program satisfies it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
