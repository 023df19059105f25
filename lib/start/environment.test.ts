import path from "node:path";
import { describe, expect, test } from "vitest";
import { EnvironmentError, readEnvironment } from "./environment";

describe("readEnvironment", () => {
  test("needs nothing", () => {
    expect(readEnvironment({})).toEqual({
      databaseUrl: undefined,
      host: "127.0.0.1",
      port: 3000,
      dataFolder: path.resolve("data"),
      timeZone: "UTC",
      secret: undefined,
      address: "http://localhost:3000",
    });
  });

  test("takes what is set; an empty variable is not set", () => {
    const environment = readEnvironment({
      DATABASE_URL: "postgresql://baton:x@db.example.org/baton?sslmode=require",
      PORT: "8080",
      HOST: "0.0.0.0",
      REPORTING_TIME_ZONE: "Asia/Kathmandu",
      BATON_URL: "",
      OIDC_NAME: " ",
    });
    expect(environment).toMatchObject({ port: 8080, host: "0.0.0.0", timeZone: "Asia/Kathmandu" });
    expect(environment.address).toBe("http://localhost:8080");
  });

  test("prints the public address when it is known", () => {
    expect(readEnvironment({ BATON_URL: "https://baton.example.org" }).address).toBe(
      "https://baton.example.org",
    );
  });

  test("says everything that is wrong at once", () => {
    const read = () =>
      readEnvironment({
        DATABASE_URL: "mysql://localhost/baton",
        PORT: "many",
        REPORTING_TIME_ZONE: "Mars/Olympus",
        BATON_SECRET: "short",
        BATON_URL: "https://example.org/baton",
        OIDC_ISSUER: "http://id.example.org",
        OIDC_CREATE: "yes",
      });
    expect(read).toThrow(EnvironmentError);
    for (const name of [
      "DATABASE_URL has to look like",
      "PORT has to be a number",
      "REPORTING_TIME_ZONE has to be a time zone",
      "BATON_SECRET needs 32 characters",
      "BATON_URL has to be where",
      "OIDC_ISSUER has to be an address",
      "OIDC_CLIENT_ID is missing",
      "OIDC_CREATE has to be true or false",
    ]) {
      expect(read).toThrow(name);
    }
  });

  test("takes OpenID Connect whole or not at all", () => {
    const read = () => readEnvironment({ OIDC_ISSUER: "https://id.example.org" });
    expect(read).toThrow(/OIDC_CLIENT_ID is missing/);
    expect(read).toThrow(/OIDC_CLIENT_SECRET is missing/);
    expect(read).not.toThrow(/OIDC_ISSUER is missing/);
    expect(() =>
      readEnvironment({
        OIDC_ISSUER: "http://127.0.0.1:9000",
        OIDC_CLIENT_ID: "baton",
        OIDC_CLIENT_SECRET: "s",
      }),
    ).not.toThrow();
  });

  test.each([
    [{ SMTP_URL: "mail.example.org", MAIL_FROM: "baton@example.org" }, "SMTP_URL has to look like smtp://"],
    [{ SMTP_URL: "smtp://mail.example.org" }, "MAIL_FROM is missing"],
    [{ MAIL_FROM: "baton@example.org" }, "SMTP_URL is missing"],
    [{ SMTP_URL: "smtp://mail.example.org", MAIL_FROM: "Baton" }, "MAIL_FROM has to be an e-mail address"],
    [{ WEBHOOKS_TO_PRIVATE_ADDRESSES: "yes" }, "WEBHOOKS_TO_PRIVATE_ADDRESSES has to be true or false"],
  ])("checks what mail and webhooks need: %j", (variables, complaint) => {
    expect(() => readEnvironment(variables)).toThrow(complaint);
  });

  test.each(["baton@example.org", "Baton <baton@example.org>"])("takes %s as a sender", (MAIL_FROM) => {
    expect(() => readEnvironment({ SMTP_URL: "smtps://u:p@mail.example.org:465", MAIL_FROM })).not.toThrow();
  });

  test.each(["0", "65536", "3000.5"])("refuses port %s", (PORT) => {
    expect(() => readEnvironment({ PORT })).toThrow(/^Baton cannot start.*\n {2}PORT has to be/);
  });
});
