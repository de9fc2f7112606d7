// A stream of events on a server that listens: what a browser would see of it.
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { TestApp } from './app.js';
import type { Browser } from './browser.js';

export interface OpenStream {
  contentType: string | undefined;
  /** Everything so far. */
  text(): string;
  /** Resolves once that text has come. */
  shows(part: string): Promise<void>;
  /** Resolves when the server has ended it. */
  ended: Promise<void>;
  leave(): void;
}

/** The port of the application; it begins to listen with the first call. */
export async function portOf(app: TestApp): Promise<number> {
  const server = app.app.getHttpServer() as { address(): AddressInfo | null };
  if (!server.address()) await app.app.listen(0, '127.0.0.1');
  return server.address()!.port;
}

/** Opens a stream with the session of a browser. */
export async function openStream(app: TestApp, browser: Browser, path: string): Promise<OpenStream> {
  const request = get({ port: await portOf(app), host: '127.0.0.1', path, headers: { cookie: cookieOf(browser) } });
  request.on('error', () => undefined);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  let seen = '';
  answer.setEncoding('utf8').on('error', () => undefined);
  answer.on('data', (chunk: string) => (seen += chunk));
  const shows = async (part: string) => {
    while (!seen.includes(part)) await once(answer, 'data');
  };
  await shows('\n\n');
  const ended = once(answer, 'end').then(() => undefined);
  ended.catch(() => undefined);
  return {
    contentType: answer.headers['content-type'],
    text: () => seen,
    shows,
    ended,
    leave: () => request.destroy(),
  };
}

function cookieOf(browser: Browser): string {
  const { jar } = browser.raw as unknown as { jar: { getCookies(o: object): { toValueString(): string } } };
  return jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false }).toValueString();
}
