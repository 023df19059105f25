import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/*
 * What tests send to: a mail server and a web server that keep what they get.
 */

/** A mail as it came out of the mail server. */
export interface ReceivedMail extends ParsedMail {
  /** Whom the envelope names. */
  readonly recipients: readonly string[];
}

/** A mail server on this machine. */
export interface TestMailServer {
  readonly url: string;
  readonly mails: ReceivedMail[];
  /** Called before a mail is taken: an error that it throws is the server's answer. */
  answer: (recipients: readonly string[]) => void;
  /** Resolves when so many mails are here. */
  have(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a mail server that takes everything. */
export async function startMailServer(): Promise<TestMailServer> {
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      simpleParser(stream)
        .then((mail) => {
          result.answer(recipients);
          result.mails.push({ ...mail, recipients });
          done();
          for (const check of waiting) check();
        })
        .catch(done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const result: TestMailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails: [],
    answer: () => undefined,
    have: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (result.mails.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return result;
}

/** The answer of a mail server that refuses, with its code. */
export function smtpRefusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A request that came to the web server. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** A web server on this machine. */
export interface TestWebServer {
  readonly url: string;
  readonly requests: ReceivedRequest[];
  /** The status of its answers; with a redirect it leads to `/elsewhere`. */
  status: number;
  have(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a web server that answers 204. */
export async function startWebReceiver(): Promise<TestWebServer> {
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    result.requests.push({ path: request.url ?? "", headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(result.status, { Location: `${result.url}/elsewhere` }).end();
    for (const check of waiting) check();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const result: TestWebServer = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    status: 204,
    have: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (result.requests.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return result;
}
