import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { sameText, Secret, type Actor } from '@samrad/platform/auth';
import { Conflict, Invalid } from '@samrad/platform/errors';
import { FileStore, readSheet, type Sheet } from '@samrad/platform/files';
import type { KeptList } from './action-import.dto.js';
import { columnOf, importColumns, type ImportRow } from './action-import.rules.js';

/** Most bytes of a list. */
export const listMaxBytes = 2_000_000;
/** More is not looked at in one go. */
const mostRows = 300;

/** Keeps a list between upload and confirmation, bound to the person, and reads it. */
@Injectable()
export class ActionLists {
  constructor(
    private readonly files: FileStore,
    private readonly secret: Secret,
  ) {}

  /** @throws Invalid with the reason; nothing is kept then */
  async keep(actor: Actor, content: Buffer, filename: string): Promise<KeptList> {
    rowsIn(await read(content, filename));
    const { hash } = await this.files.put(content, { maxBytes: listMaxBytes });
    const name = filename.slice(-200);
    return { file: hash, name, proof: this.proof(actor, hash, name) };
  }

  /** @throws Conflict when somebody else uploaded the file */
  async rows(actor: Actor, { file, name, proof }: KeptList): Promise<ImportRow[]> {
    if (!sameText(proof, this.proof(actor, file, name))) throw new Conflict('obligations.actionImport.stale');
    return rowsIn(await read(await buffer(await this.files.open(file)), name));
  }

  private proof(actor: Actor, hash: string, name: string): string {
    return this.secret.sign('obligations.actionImport', `${actor.accountId ?? ''}:${hash}:${name}`);
  }
}

const read = (content: Buffer, filename: string): Promise<Sheet> =>
  readSheet(content, filename, { isHeading: (text) => columnOf(text) !== null, maxBytes: listMaxBytes });

/** @throws Invalid when no column says what is to be done or who is asked, or there are too many rows */
function rowsIn({ header, rows }: Sheet): ImportRow[] {
  const places = importColumns.map(
    (column) => [column, header.findIndex((head) => columnOf(head) === column)] as const,
  );
  const missing = places.filter(([column, at]) => at < 0 && (column === 'title' || column === 'states'));
  if (missing.length) throw new Invalid({ file: { key: `obligations.actionImport.noColumn.${missing[0]![0]}` } });
  if (rows.length > mostRows) {
    throw new Invalid({ file: { key: 'obligations.actionImport.tooMany', params: { most: mostRows } } });
  }
  return rows.map(({ number, cells }) => ({
    number,
    ...(Object.fromEntries(places.map(([column, at]) => [column, at < 0 ? '' : (cells[at] ?? '')])) as Omit<
      ImportRow,
      'number'
    >),
  }));
}
