// A server of sample pages in the real layout, styles and scripts: the browser code is tested without the product behind it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { I18n } from '@samrad/platform/i18n';
import { registerHelpers } from '../../libs/platform/src/views/helpers.js';
import { Templates } from '../../libs/platform/src/views/templates.js';
import { buildAssets } from '../../scripts/assets.mjs';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface SampleAnswer {
  status?: number;
  /** Name of a template. */
  page?: string;
  data?: object;
  json?: object;
  location?: string;
}

export interface SampleRequest {
  path: string;
  query: URLSearchParams;
  fields: URLSearchParams;
  headers: IncomingMessage['headers'];
}

export type SampleRoutes = (request: SampleRequest) => SampleAnswer;

/** Serves `routes` with the built styles and scripts. @returns its address and how to stop it */
export async function sampleSite(samples: string, routes: SampleRoutes) {
  const folder = mkdtempSync(join(tmpdir(), 'samrad-assets-'));
  const manifest = await buildAssets({ outdir: folder });
  const templates = new Templates();
  const url = (name: string) => `/assets/${manifest[name] ?? name}`;
  registerHelpers(templates.handlebars, new I18n(), { url } as never);
  for (const helper of ['stateName', 'stateMark']) templates.handlebars.registerHelper(helper, (code: string) => code);
  const page = (name: string, data: object) => {
    const source = readFileSync(join(samples, `${name}.hbs`), 'utf8');
    const body = templates.handlebars.compile(source, { preventIndent: true })(data);
    return templates.render('platform/layout', { ...data, body });
  };
  const server = createServer((request, reply) => {
    const asset = /^\/assets\/(.+)$/.exec(request.url ?? '')?.[1];
    if (asset) return sendFile(reply, join(folder, asset));
    void answer(request, routes).then((given) => send(reply, given, page));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, stop: () => stop(server, folder) };
}

async function answer(request: IncomingMessage, routes: SampleRoutes): Promise<SampleAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sample');
  const fields = new URLSearchParams(Buffer.concat(chunks).toString('latin1'));
  return routes({ path: pathname, query: searchParams, fields, headers: request.headers });
}

function send(reply: ServerResponse, given: SampleAnswer, page: (name: string, data: object) => string) {
  const status = given.status ?? (given.location ? 303 : 200);
  if (given.location) return void reply.writeHead(status, { location: given.location }).end();
  if (given.json)
    return void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(given.json));
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  reply.writeHead(status, headers).end(given.page ? page(given.page, { ...surroundings, ...given.data }) : '');
}

function sendFile(reply: ServerResponse, file: string) {
  reply.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
}

async function stop(server: Server, folder: string) {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true, force: true });
}

/** What `Views` puts around every page. */
const surroundings = {
  lang: 'en',
  csrfToken: 'token-of-the-page',
  path: '/',
  url: '/',
  demo: true,
  owner: 'The owner',
  nav: [{ href: '/list', key: 'platform.nav.menu', current: true }],
  userMenu: [{ href: '/profile', key: 'platform.user.profile' }],
  languages: [{ code: 'en', name: 'English', short: 'EN', current: true, href: '?lang=en' }],
  actor: { name: 'Ola Hansen', initials: 'OH', signedIn: true, organiser: true, roles: [] },
};
