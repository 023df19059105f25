import { expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

it("allows scripts by nonce only, and style attributes", () => {
  const policy = contentSecurityPolicy({
    nonce: "abc",
    development: false,
    formTargets: ["https://id.example"],
  });
  expect(policy).toBe(
    "default-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'self' 'nonce-abc'; " +
      "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; " +
      "base-uri 'none'; form-action 'self' https://id.example; frame-ancestors 'none'",
  );
});
