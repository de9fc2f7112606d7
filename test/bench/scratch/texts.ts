import { newId } from '@samrad/platform/database';
import { fold } from '@samrad/platform/pure';
import type { Bulk, Row } from './bulk.js';
import { entry, paper, passage } from './records.js';
import { randomFrom, rareWord, sentence } from './words.js';

/** So many paragraphs has a document, where there are enough of them. */
const paragraphs = 100;

/** Documents in paragraphs, `size` of them in all; a hundred, spread over the whole, hold the rare word. */
export async function fillTexts(bulk: Bulk, size: number): Promise<void> {
  const random = randomFrom(size);
  const step = size / 100;
  const perDocument = Math.min(paragraphs, step);
  const [papers, entries, bare]: [Row[], Row[], Row[]] = [[], [], []];
  let [id, title] = ['', ''];
  for (let index = 0; index < size; index += 1) {
    const place = index % perDocument;
    if (place === 0) {
      [id, title] = [newId(), sentence(random, 6)];
      papers.push(paper(id, title));
      entries.push(entry('document', id, { title, body: 'paper.pdf', url: `/documents/${id}` }));
    }
    const text = sentence(random, 70).split(' ');
    if (index % step === 0) text.splice(Math.floor(random() * text.length), 0, rareWord);
    const body = text.join(' ');
    entries.push(passage(id, { title, body, place: place + 1 }));
    bare.push({ id: index + 1, record_id: id, title, body, words: fold(`${title} ${body}`) });
  }
  await bulk.insert('document', papers);
  await bulk.insert('search_entry', entries);
  await fillBare(bulk, bare);
}

/** The same paragraphs as a database would be asked without a product: its own full text, its own ranking. */
async function fillBare(bulk: Bulk, rows: Row[]): Promise<void> {
  const columns = 'record_id varchar(36), title varchar(200), body text, words text';
  await bulk.make(`CREATE TABLE bare_text (id integer PRIMARY KEY, ${columns})`);
  if (bulk.dialect === 'mariadb') await bulk.make('CREATE FULLTEXT INDEX ft_bare_text ON bare_text (words)');
  await bulk.insert('bare_text', rows);
  if (bulk.dialect === 'mariadb') return;
  await bulk.make(
    "CREATE VIRTUAL TABLE bare_fts USING fts5(words, content='bare_text', content_rowid='id', prefix='2 3')",
  );
  await bulk.make('INSERT INTO bare_fts(rowid, words) SELECT id, words FROM bare_text');
}
