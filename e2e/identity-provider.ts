import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the provider says about somebody. */
export interface Identity {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

/** An OpenID Connect provider on this machine, with one client. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

/**
 * Starts a real OpenID Connect provider. It demands PKCE, knows whoever is in `people` by login (any password will
 * do), and gives e-mail address and name in its userinfo only, as many do.
 */
export async function startIdentityProvider(options: {
  readonly redirectUri: string;
  readonly people: { readonly [login: string]: Identity };
}): Promise<IdentityProvider> {
  const server: Server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const client = { clientId: "baton", clientSecret: "a-secret-between-the-two" };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [options.redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    pkce: { required: () => true },
    cookies: { keys: ["a key that signs the provider's own cookies"] },
    findAccount: (_, login) => {
      const identity = options.people[login];
      return identity && { accountId: login, claims: async () => ({ sub: login, ...identity }) };
    },
  });
  const handle = provider.callback();
  return {
    issuer,
    ...client,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
