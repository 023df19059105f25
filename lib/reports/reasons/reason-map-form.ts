import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import { REASONS } from "@/lib/domain/reason";
import type { ReasonMapChange } from "@/lib/domain/reason-map";
import type { ReasonMapProposal } from "./reason-map";
import { FIELD_PREFIX, NOT_MAPPED } from "./reason-map-view";

const PROPOSAL = z.object({
  basedOn: z.int().min(0),
  changes: z.array(z.object({ source: z.string(), raw: z.string(), reason: z.enum(REASONS).nullable() })),
});

/**
 * What the fields of the form choose: `map:bot:ESC_017` → a reason, `none`, or nothing where it stays as it is.
 * Fields of other names are left alone. Throws AppError `invalid_value` for what the page did not offer.
 */
export function readReasonChoices(fields: Iterable<readonly [string, unknown]>): ReasonMapChange[] {
  const changes: ReasonMapChange[] = [];
  for (const [name, value] of fields) {
    if (!name.startsWith(FIELD_PREFIX) || value === "") continue;
    const { source, raw } = readFieldName(name);
    const reason = value === NOT_MAPPED ? null : REASONS.find((known) => known === value);
    if (reason === undefined) throw notOffered();
    changes.push({ source, raw, reason });
  }
  return changes;
}

/** A proposal as the preview's form carries it along. */
export function writeProposal(proposal: ReasonMapProposal): string {
  return JSON.stringify(proposal);
}

/** The inverse of {@link writeProposal}. Throws AppError `invalid_value` for anything else. */
export function readProposal(text: string): ReasonMapProposal {
  return orRefuse(() => PROPOSAL.parse(JSON.parse(text)));
}

/** The inverse of {@link fieldName}. */
function readFieldName(name: string): { readonly source: string; readonly raw: string } {
  const [source, raw, ...more] = name.slice(FIELD_PREFIX.length).split(":");
  if (source === undefined || raw === undefined || more.length > 0) throw notOffered();
  return orRefuse(() => ({ source: decodeURIComponent(source), raw: decodeURIComponent(raw) }));
}

function orRefuse<Read>(read: () => Read): Read {
  try {
    return read();
  } catch {
    throw notOffered();
  }
}

function notOffered(): AppError {
  return new AppError("invalid_value", "Choose a reason from the list.");
}
