const PROBLEMS: { readonly [code: string]: string } = {
  oidc_unverified:
    "Your account there has no verified e-mail address, so it cannot be matched to a person here.",
  oidc_unknown: "Nobody with your e-mail address has been added here. Ask an administrator to add you.",
  oidc_conflict:
    "Your e-mail address belongs to somebody who signs in with another account. Ask an administrator.",
  deactivated: "You no longer have access. Ask an administrator.",
};

/** Why signing in through a provider did not work, by the code in the address. Unknown codes get a general answer. */
export function signInProblem(code: string): string {
  return PROBLEMS[code] ?? "Signing in there did not work. Try again, or sign in with a password.";
}
