import type pg from "pg";

/** A JSON value as a setting holds it. */
export type SettingValue = string | number | boolean | null | { readonly [key: string]: SettingValue };

/** A setting by its name; undefined when it was never set. `lock` holds it until the transaction ends. */
export async function readSetting(
  client: pg.Pool | pg.PoolClient,
  key: string,
  options: { readonly lock?: boolean } = {},
): Promise<SettingValue | undefined> {
  const { rows } = await client.query<{ value: SettingValue }>(
    `SELECT value FROM setting WHERE key = $1${options.lock ? " FOR UPDATE" : ""}`,
    [key],
  );
  return rows[0]?.value;
}

/** Sets a setting. */
export async function writeSetting(
  client: pg.Pool | pg.PoolClient,
  key: string,
  value: SettingValue,
): Promise<void> {
  await client.query(
    "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [key, JSON.stringify(value)],
  );
}

/** Removes a setting. */
export async function deleteSetting(client: pg.Pool | pg.PoolClient, key: string): Promise<void> {
  await client.query("DELETE FROM setting WHERE key = $1", [key]);
}
