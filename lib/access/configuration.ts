/** What signing in needs to know of its surroundings; checked when Baton starts (lib/start/environment.ts). */
export interface AccessConfiguration {
  /** Signs and encrypts the session cookie. */
  readonly secret: string;
  /** Where people reach Baton, e.g. `https://baton.example.org`; undefined = wherever they asked. */
  readonly publicUrl: string | undefined;
  readonly oidc: OidcConfiguration | null;
}

/** An OpenID Connect provider that people sign in with. */
export interface OidcConfiguration {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says after "Sign in with". */
  readonly name: string;
  /** Whether somebody whom nobody has added yet becomes an agent at the first sign-in. */
  readonly createsPeople: boolean;
}

type Variables = { readonly [name: string]: string | undefined };

/** Reads the configuration from the environment. Throws when the secret is not set. */
export function accessConfiguration(variables: Variables = process.env): AccessConfiguration {
  const secret = variables.BATON_SECRET;
  if (!secret) throw new Error("BATON_SECRET is not set. Start Baton with `npm start`, which sets it.");
  return { secret, publicUrl: variables.BATON_URL || undefined, oidc: oidcConfiguration(variables) };
}

function oidcConfiguration(variables: Variables): OidcConfiguration | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_CREATE } = variables;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME || "single sign-on",
    createsPeople: OIDC_CREATE === "true",
  };
}
