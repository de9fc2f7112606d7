import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const libs = join(import.meta.dirname, '..', '..', 'libs');
const files = readdirSync(libs, { recursive: true, encoding: 'utf8' });
const read = (file: string) => readFileSync(join(libs, file), 'utf8');

/** `meeting.called` of every `events.record(…)` in the sources. */
const kinds = files
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => read(file).split('events.record(').slice(1))
  .flatMap((call) => /^[^;]*?'([a-z_]+\.[a-z_]+)'/.exec(call)?.[1] ?? []);

type Words = Record<string, Record<string, string>>;

/** By noun: the keys of what its history can say. */
const told = new Map<string, string[]>();
for (const file of files.filter((name) => name.endsWith(join('locales', 'en.json')))) {
  for (const tree of Object.values(JSON.parse(read(file)) as Record<string, unknown>)) {
    if (typeof tree !== 'object' || tree === null || !('event' in tree)) continue;
    for (const [noun, words] of Object.entries(tree.event as Words)) {
      told.set(noun, [...(told.get(noun) ?? []), ...Object.keys(words)]);
    }
  }
}

/** In one form, or in several: `seats_set_one`. */
const hasWords = (noun: string, name: string) =>
  told.get(noun)!.some((key) => key === name || key.startsWith(`${name}_`));

describe('the history of a record', () => {
  it('has words for everything that is recorded about it, except that it is gone', () => {
    expect(kinds.length).toBeGreaterThan(100);
    const without = [...new Set(kinds)].filter((kind) => {
      const [noun, name] = kind.split('.') as [string, string];
      return told.has(noun) && !hasWords(noun, name) && !['removed', 'deleted'].includes(name);
    });
    expect(without).toEqual([]);
  });
});
