import type { ConversationBody } from "@/lib/domain/record";

/** Over, real, and with a customer in it (contract, section 3). */
export function isEligible(conversation: ConversationBody): boolean {
  return conversation.test !== true && conversation.customerMessages !== 0 && conversation.outcome !== "open";
}
