import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { type Migration, migrate } from "./migrate";

const SCHEMA = fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url));

/**
 * The SQL that leads from `migrations` to prisma/schema.prisma; empty when nothing changed. Needs a server
 * on which databases may be created: the migrations are applied to a scratch database, which is dropped
 * again.
 */
export async function schemaDiff(serverUrl: string, migrations: readonly Migration[]): Promise<string> {
  const name = `baton_diff_${process.pid}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  try {
    await server.query(`CREATE DATABASE ${name}`);
    await migrate(url.href, migrations);
    return await diffFrom(url.href);
  } finally {
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  }
}

function script(result: { stdout: string | null }): string {
  const sql = result.stdout ?? "";
  if (sql.trim() === "-- This is an empty migration.") return "";
  return sql;
}

/** Runs Prisma's schema engine from its WebAssembly package: the binary would have to be downloaded. */
async function diffFrom(url: string): Promise<string> {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const imports = { "./schema_engine_bg.js": bindings } as unknown as WebAssembly.Imports;
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), imports);
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();

  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`Prisma's schema engine broke down: ${message}`);
      },
    },
  });

  const schema = { path: SCHEMA, content: await readFile(SCHEMA, "utf8") };
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterWithLetters(pool)),
  );
  try {
    const result = await engine.diff({
      from: { tag: "schemaDatasource", files: [schema], configDir: path.dirname(SCHEMA) },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return script(result);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * The pg adapter on `pool`, taught one more type: the engine reads columns of the catalogue's one-letter type
 * "char" (OID 18), which the adapter refuses. They are read as text (OID 25) and handed over as letters.
 */
function adapterWithLetters(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const letters = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  Object.assign(pool, {
    async query(config: pg.QueryConfig) {
      const result = await query(config);
      const found = result.fields.flatMap((field, index) => (field.dataTypeID === 18 ? [index] : []));
      for (const index of found) Object.assign(result.fields[index] ?? {}, { dataTypeID: 25 });
      letters.set(result.rows, found);
      return result;
    },
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (sql) => {
      const result = await queryRaw(sql);
      for (const index of letters.get(result.rows) ?? [])
        result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  return factory;
}
