import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { RowJudge } from '../judging/row-judge.js';
import { RegisterFinder } from '../judging/register.finder.js';
import { type MeantField, unknownWords } from '../row/values.rules.js';
import type { RegisterImport } from '../import/import.entity.js';
import { ImportStore } from '../import/import-store.js';

export interface UnknownValue {
  field: MeantField;
  key: string;
  word: string;
  /** Rows that have it. */
  count: number;
}

/** A person can tell the meaning of so many; the others are refused one by one. */
export const mostValues = 200;

/** The words of a list that nothing is known of. */
@Injectable()
export class ValuesFinder {
  constructor(
    private readonly store: ImportStore,
    private readonly register: RegisterFinder,
    private readonly judge: RowJudge,
  ) {}

  async unknown({ id, noun, columns, headerRow }: RegisterImport): Promise<UnknownValue[]> {
    const { register } = this;
    const [groups, topics, methods, book] = await Promise.all([
      ...([register.groups(), register.topics(), register.methods()] as const),
      this.judge.book(),
    ]);
    const known = { states: register.states(), countries: register.countries(), groups, topics, methods };
    const vocabulary = { ...known, organisations: book.words };
    const about = { mapping: columns, vocabulary, isOfOrganisations: noun === 'organisation' };
    const found = new Map<string, UnknownValue>();
    let place = headerRow;
    for (;;) {
      const rows = await this.store.below(id, place, 2000);
      const last = rows.at(-1);
      if (!last) break;
      for (const { cells } of rows) for (const word of unknownWords(cells, about)) note(found, word);
      place = last.number;
      await nextTurn();
    }
    return [...found.values()].sort((a, b) => b.count - a.count);
  }
}

function note(found: Map<string, UnknownValue>, { field, key, word }: Omit<UnknownValue, 'count'>): void {
  const name = `${field}|${key}`;
  const before = found.get(name);
  if (before) before.count += 1;
  else if (found.size < 5000) found.set(name, { field, key, word, count: 1 });
}
