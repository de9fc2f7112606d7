// The product as it is delivered: built by its own script, started as a process of its own on a free loopback port.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Assets } from '@samrad/platform/views';
import { emptyPlace } from './database.js';

const root = join(import.meta.dirname, '..', '..');
const builds = 'dist-browser';
/** Milliseconds. */
const oldAfter = 3_600_000;
const readyWithin = 60_000;

/** A running product. */
export interface Product {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Everything it has written to its console. */
  output(): string;
  /** The one-time code for the first administrator, as the console printed it. */
  setupCode(): string;
  /** Stops it as an operator would, and removes its data. @returns the exit code */
  stop(): Promise<number>;
}

type Settings = Record<string, string>;

/** Starts the product on an empty database. @param settings environment variables, as in `config/env.ts` */
export async function startProduct(settings: Settings = {}): Promise<Product> {
  const built = build();
  const place = await emptyPlace();
  return launch(built, { ...place.settings, ...settings }, () => place.remove());
}

/** Starts the product with the demonstration network, the way `npm start` does, in an embedded database. */
export async function startDemo(settings: Settings = {}): Promise<Product> {
  const built = build();
  const folder = mkdtempSync(join(tmpdir(), 'samrad-demo-'));
  const own = { DATA_DIR: folder, DEMO: 'on', ...settings };
  const loaded = spawnSync(process.execPath, [join(built, 'apps/cli/src/main.js'), 'demo', 'load'], {
    cwd: root,
    env: environment(own),
    encoding: 'utf8',
  });
  if (loaded.status !== 0) throw new Error(`The demo was not loaded:\n${loaded.stdout}${loaded.stderr}`);
  return launch(built, own, async () => rmSync(folder, { recursive: true, force: true }));
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Only what a process needs, and what the test sets: nothing of the developer's own settings. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...settings };
}

async function launch(built: string, settings: Settings, remove: () => Promise<void>): Promise<Product> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--enable-source-maps', join(built, 'apps/server/src/main.js')], {
    cwd: root,
    env: environment({ HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const stop = async () => {
    const code = await ended(child);
    await remove();
    return code;
  };
  await untilReady(child, () => text).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, output: () => text, setupCode: () => codeIn(text), stop };
}

async function untilReady(child: ChildProcess, text: () => string): Promise<void> {
  const deadline = performance.now() + readyWithin;
  while (!text().includes('Samråd is ready')) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`Did not start:\n${text()}`);
    await wait(50);
  }
}

async function ended(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  const exited = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const code = await exited;
  clearTimeout(killer);
  return code;
}

function codeIn(text: string): string {
  const code = /give this code: (\S+)/.exec(text)?.[1];
  if (!code) throw new Error(`No code for the first administrator was printed:\n${text}`);
  return code;
}

/** Builds unless that was done from these very sources. @returns the folder, relative to the repository */
export function build(): string {
  const folder = join(builds, fingerprint());
  if (existsSync(join(root, folder))) return folder;
  removeOld();
  const unfinished = join(builds, `unfinished-${process.pid}`);
  const args = ['scripts/build.mjs', '--out', unfinished];
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`The build failed:\n${result.stdout}${result.stderr}`);
  try {
    renameSync(join(root, unfinished), join(root, folder)); // at once, so that no parallel worker sees half of it
  } catch {
    rmSync(join(root, unfinished), { recursive: true, force: true }); // another one was faster
  }
  return folder;
}

/** Lets an application within the tests have the styles and scripts of the build, before it is started. */
export function useBuiltAssets(): void {
  Assets.places.unshift(join(root, build(), 'public', 'assets'));
}

/** Builds of earlier sources; one that may be running now is left. */
function removeOld(): void {
  const place = join(root, builds);
  for (const name of existsSync(place) ? readdirSync(place) : []) {
    const age = performance.timeOrigin + performance.now() - statSync(join(place, name)).ctimeMs;
    if (age > oldAfter) rmSync(join(place, name), { recursive: true, force: true });
  }
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['apps', 'libs', 'config', 'migrations', 'scripts']) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
    const files = names.map((name) => join(root, folder, name)).filter((name) => statSync(name).isFile());
    for (const file of files) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
