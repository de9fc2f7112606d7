import type { Env } from '../../../config/env.js';

/** What the console says when the server is ready. */
export function welcome(env: Env, url: string): string {
  const address = env.values.PUBLIC_URL ?? url.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  return `\nSamråd is ready: ${address}\n`;
}
