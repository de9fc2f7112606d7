// npm run bench: how fast the product is beside a yardstick, in the same run. See docs/performance.md.
import 'reflect-metadata';
import { loadavg } from 'node:os';
import { openArena } from './arena.js';
import type { Arena, Bench, Case, Result } from './bench.types.js';
import { expertsCase } from './cases/experts.js';
import { feedCase } from './cases/calendar.js';
import { duplicatesCase } from './cases/duplicates.js';
import { growth } from './cases/growth.js';
import { httpCases } from './cases/http.js';
import { importCase } from './cases/import.js';
import { inboundCase } from './cases/inbound.js';
import { mailCase } from './cases/mail.js';
import { minutesCase } from './cases/minutes.js';
import { overviewCase } from './cases/overview.js';
import { pageCase } from './cases/page.js';
import { pdfCase } from './cases/pdf.js';
import { restCase } from './cases/rest.js';
import { start, stopAll } from './load/processes.js';
import { readOptions } from './options.js';
import type { Dialect, Homes } from './scratch/place.js';
import { tableOf, verdictOf } from './table.js';

const all: Case[] = [
  ...httpCases,
  growth,
  pageCase,
  overviewCase,
  minutesCase,
  feedCase,
  mailCase,
  inboundCase,
  importCase,
  duplicatesCase,
  expertsCase,
  pdfCase,
  restCase,
];

const { FOLDER = '', SERVER } = process.env;
const homes: Homes = { folder: FOLDER, server: SERVER };
const options = readOptions(process.argv.slice(2));
const chosen = all.filter(({ name }) => !options.only.length || options.only.includes(name));
if (!chosen.length) throw new Error(`Cases: ${all.map(({ name }) => name).join(', ')}`);

function benchOn(dialect: Dialect): Bench {
  const arenas = new Map<number, Promise<Arena>>();
  const arena = (size: number) => {
    const opened = arenas.get(size) ?? openArena(dialect, size, homes);
    arenas.set(size, opened);
    return opened;
  };
  const { sizes } = options;
  const middle = sizes[1] ?? sizes[0]!;
  return { dialect, homes, arena, sizes, middle, rounds: options.rounds, generator: start('load/generator') };
}

const results: Result[] = [];
for (const dialect of options.dialects) {
  const bench = benchOn(dialect);
  for (const test of chosen) {
    const lines = await test.run(bench);
    for (const line of lines) console.log(`${dialect}  ${line.name}: ${line.ratio.toFixed(2)} ${verdictOf(line)}`);
    results.push(...lines);
  }
  await stopAll();
}
const load = loadavg()[0]!.toFixed(1);
console.log(
  `\n${tableOf(results)}\n\n${Math.round(performance.now() / 1000)} s; load of the machine at the end: ${load}`,
);
process.exitCode = results.some((result) => verdictOf(result) === 'below the floor') ? 1 : 0;
