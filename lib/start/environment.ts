import path from "node:path";
import { z } from "zod";

/** Where an installation keeps its data unless `BATON_DATA_DIR` says otherwise, and where the demo does. */
export const DATA_FOLDER = "data";
export const DEMO_FOLDER = path.join(DATA_FOLDER, "demo");

/** What can be said to Baton from outside, checked. */
export interface Environment {
  /** PostgreSQL to use; undefined = the embedded one in `dataFolder`. */
  readonly databaseUrl: string | undefined;
  /** The address to listen on. */
  readonly host: string;
  readonly port: number;
  /** Absolute. Holds the embedded database and generated secrets. */
  readonly dataFolder: string;
  /** IANA name of the reporting time zone of a new workspace. */
  readonly timeZone: string;
  /** Signs and encrypts sessions; undefined = the one generated in `dataFolder`. */
  readonly secret: string | undefined;
  /** Where a browser on this machine, or through the public address, finds Baton. */
  readonly address: string;
}

/** Variables that are missing or wrong; the message has one line for each. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

type Variables = Readonly<Record<string, string | undefined>>;

const schema = z.object({
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, "has to look like postgresql://user:password@host:5432/baton, or be left out")
    .optional(),
  PORT: z.coerce
    .number("has to be a number such as 3000")
    .int("has to be a whole number")
    .min(1, "has to be between 1 and 65535")
    .max(65535, "has to be between 1 and 65535")
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "has to be an address or a name, such as 127.0.0.1 or 0.0.0.0")
    .default("127.0.0.1"),
  BATON_DATA_DIR: z.string().default(DATA_FOLDER),
  REPORTING_TIME_ZONE: z
    .string()
    .refine(isTimeZone, "has to be a time zone such as Europe/Berlin or UTC")
    .default("UTC"),
  BATON_SECRET: z
    .string()
    .min(32, "needs 32 characters or more; `openssl rand -base64 32` makes one")
    .optional(),
  BATON_KEY: z
    .string()
    .min(32, "needs 32 characters or more; `openssl rand -base64 32` makes one")
    .optional(),
  BATON_KEY_VERSION: z.coerce
    .number("has to be a whole number such as 2")
    .int("has to be a whole number such as 2")
    .min(1, "has to be between 1 and 65535")
    .max(65535, "has to be between 1 and 65535")
    .optional(),
  BATON_URL: z
    .string()
    .refine(isOrigin, "has to be where people reach Baton, such as https://baton.example.org, without a path")
    .optional(),
  SMTP_URL: z
    .string()
    .refine(
      isSmtpUrl,
      "has to look like smtp://user:password@mail.example.org:587 (or smtps:// for port 465)",
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .refine(isMailbox, "has to be an e-mail address, such as Baton <baton@example.org>")
    .optional(),
  RATE_LIMIT_REQUESTS: limitVariable(),
  RATE_LIMIT_FAILURES: limitVariable(),
  TRUSTED_PROXIES: z.coerce
    .number("has to be a number such as 1")
    .int("has to be a whole number such as 1")
    .min(0, "has to be 0 or more")
    .max(10, "has to be 10 or less")
    .optional(),
  WEBHOOKS_TO_PRIVATE_ADDRESSES: z.enum(["true", "false"], "has to be true or false").optional(),
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, "has to be an address that starts with https:// (http:// only on this machine)")
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().optional(),
  OIDC_CREATE: z.enum(["true", "false"], "has to be true or false").optional(),
});

function limitVariable() {
  const said = "has to be a whole number a minute, or 0 for no limit";
  return z.coerce.number(said).int(said).min(0, said).optional();
}

/**
 * Checks all variables at once. An empty variable counts as not set.
 * Throws EnvironmentError with a line for each one that is missing or wrong.
 */
export function readEnvironment(variables: Variables): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const result = schema.safeParse(given);
  const wrong = result.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) ?? [];
  const lines = [...wrong, ...missingForOpenIdConnect(given), ...missingForMail(given)].map(
    (line) => `  ${line}.`,
  );
  if (!result.success || lines.length > 0) {
    throw new EnvironmentError(
      `Baton cannot start, because of these environment variables:\n${lines.join("\n")}`,
    );
  }
  const { data } = result;
  return {
    databaseUrl: data.DATABASE_URL,
    host: data.HOST,
    port: data.PORT,
    dataFolder: path.resolve(data.BATON_DATA_DIR),
    timeZone: data.REPORTING_TIME_ZONE,
    secret: data.BATON_SECRET,
    address: data.BATON_URL ?? `http://${nameInAddress(data.HOST)}:${data.PORT}`,
  };
}

function missingForOpenIdConnect(given: Variables): string[] {
  const needed = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];
  if (![...needed, "OIDC_NAME", "OIDC_CREATE"].some((name) => given[name])) return [];
  return needed
    .filter((name) => !given[name])
    .map((name) => `${name} is missing: signing in with OpenID Connect needs ${needed.join(", ")}`);
}

function missingForMail(given: Variables): string[] {
  if (Boolean(given.SMTP_URL) === Boolean(given.MAIL_FROM)) return [];
  const missing = given.SMTP_URL ? "MAIL_FROM" : "SMTP_URL";
  return [`${missing} is missing: sending e-mail needs SMTP_URL and MAIL_FROM`];
}

function nameInAddress(host: string): string {
  if (["127.0.0.1", "::1", "0.0.0.0", "::"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isPostgresUrl(text: string): boolean {
  const url = parseUrl(text);
  return url !== undefined && ["postgres:", "postgresql:"].includes(url.protocol) && url.pathname.length > 1;
}

function isOrigin(text: string): boolean {
  const url = parseUrl(text);
  return url !== undefined && ["http:", "https:"].includes(url.protocol) && text === url.origin;
}

function isSmtpUrl(text: string): boolean {
  const url = parseUrl(text);
  return url !== undefined && ["smtp:", "smtps:"].includes(url.protocol) && url.hostname !== "";
}

/** `baton@example.org` or `Baton <baton@example.org>`. */
function isMailbox(text: string): boolean {
  const address = /^[^<>"\r\n]*<([^<>\s]+)>$/.exec(text.trim())?.[1] ?? text.trim();
  return z.email().safeParse(address).success;
}

function isIssuer(text: string): boolean {
  const url = parseUrl(text);
  if (!url) return false;
  return (
    url.protocol === "https:" ||
    (url.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname))
  );
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
