import { text } from "./platform-value";

/** Types of flows of Genesys Cloud that are bots; others are menus, queues and surveys. */
export const BOT_FLOW = /^(BOT|DIGITALBOT|VOICEBOT)$/i;

const MESSAGE_CHANNELS: { readonly [type: string]: string } = {
  webmessaging: "web_chat",
  open: "messaging",
  whatsapp: "messaging",
  line: "messaging",
  apple: "messaging",
  sms: "sms",
  facebook: "social",
  instagram: "social",
  twitter: "social",
};

/** The channel of a media type and, for messages, of their type. */
export function channelNamed(mediaType: unknown, messageType: unknown): string | undefined {
  const media = text(mediaType)?.toLowerCase();
  const message = text(messageType);
  if (media === "message")
    return message === undefined ? "messaging" : (MESSAGE_CHANNELS[message.toLowerCase()] ?? message);
  if (media === "chat") return "web_chat";
  return media === "callback" ? "voice" : media;
}
