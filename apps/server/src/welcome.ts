import type { Env } from '../../../config/env.js';

interface SignIn {
  role: string;
  name: string;
  email: string;
  password: string;
}

/** What the console says when the server is ready. @param demo the sign-ins of the demo network, as JSON */
export function welcome(env: Env, url: string, demo: string | null): string {
  const address = env.values.PUBLIC_URL ?? url.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  const lines = ['', `Samråd is ready: ${address}`];
  if (demo) lines.push(...demoLines(JSON.parse(demo) as SignIn[]));
  return [...lines, ''].join('\n');
}

function demoLines(signIns: SignIn[]): string[] {
  const width = Math.max(...signIns.map((signIn) => signIn.role.length));
  return [
    '',
    'This is a demo with invented people. Sign in as:',
    ...signIns.map(({ role, name, email }) => `  ${role.padEnd(width)}  ${email}  (${name})`),
    `  Password for all of them: ${signIns[0]!.password}`,
    '',
    'To begin with an empty system: npm run cli -- demo remove --yes, then DEMO=off npm start',
  ];
}
