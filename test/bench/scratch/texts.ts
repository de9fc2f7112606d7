import { newId } from '@samrad/platform/database';
import type { Bulk, Row } from './bulk.js';
import { entry, paper } from './records.js';
import { randomFrom, rareWord, sentence } from './words.js';

/** Papers; a hundred of them, spread over the whole, hold the rare word. */
export async function fillTexts(bulk: Bulk, size: number): Promise<void> {
  const random = randomFrom(size);
  const step = size / 100;
  const [papers, entries]: [Row[], Row[]] = [[], []];
  for (let index = 0; index < size; index += 1) {
    const [id, title] = [newId(), sentence(random, 6)];
    const text = sentence(random, 70).split(' ');
    if (index % step === 0) text.splice(Math.floor(random() * text.length), 0, rareWord);
    papers.push(paper(id, title));
    entries.push(entry('document', id, { title, body: text.join(' '), url: `/documents/${id}` }));
  }
  await bulk.insert('document', papers);
  await bulk.insert('search_entry', entries);
}
