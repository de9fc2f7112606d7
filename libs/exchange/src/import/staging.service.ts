import { Injectable } from '@nestjs/common';
import { canImportNetwork } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { Conflict, demand, Invalid } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import { headingRow, SheetRefused } from '@samrad/platform/files';
import { likelySheet } from '../format/likely-sheet.js';
import { listLimits, openList, type ReadList } from '../format/list-reader.js';
import { fieldsOf, type ImportField, isHeading, type Noun, recogniseColumns } from '../row/import-columns.rules.js';
import { likelyManner } from '../row/name-row.rules.js';
import type { ImportRow as Row } from '../row/import.rules.js';
import { keyOf, RegisterImport } from './import.entity.js';
import { forgetJob, ListFiles } from './list-files.js';
import { ImportStore } from './import-store.js';
import { type Choices, firstChoices, noCounts } from './import.types.js';

/** Rows in one transaction: short enough that others get in between. */
const portion = 2000;
/** Rows that say how names are written. */
const looked = 500;
const open: readonly string[] = ['draft', 'checked'];

export interface SheetChoice {
  sheet: string | null;
  headerRow: number | null;
  delimiter?: string;
}

/** Takes a list in, row by row, beside the register; nothing of the register changes. */
@Injectable()
export class StagingService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly files: ListFiles,
    private readonly store: ImportStore,
  ) {}

  /** @returns id of the import. @throws SheetRefused or Invalid with the reason; nothing is kept then */
  async create(actor: Actor, noun: Noun, file: { filename: string; content: Buffer }): Promise<string> {
    demand(canImportNetwork(actor));
    const list = await openList(file.content, file.filename);
    const hash = await this.files.keep(file.content);
    const { format, sheets } = list;
    const id = await this.begin(actor, noun, { filename: file.filename.slice(-200), fileHash: hash, format, sheets });
    return this.kept({ id, hash }, async () => this.take(id, list, await likelySheet(list)));
  }

  /** An import whose rows come one portion after another. @param fields the heading */
  async createEmpty(actor: Actor, noun: Noun, { filename, fields }: { filename: string; fields: ImportField[] }) {
    demand(canImportNetwork(actor));
    const wrong = fields.find((field) => !fieldsOf(noun).includes(field));
    if (wrong) throw new Invalid({ fields: { key: 'exchange.invalid.field', params: { field: wrong } } });
    const id = await this.begin(actor, noun, { filename, fileHash: null, format: 'rows', sheets: [] });
    await this.db.tx(async () => {
      await this.store.put(id, [{ number: 0, cells: fields }]);
      await this.settle(id, { headerRow: 0 });
    });
    return id;
  }

  /** More rows below those that are there. */
  async add(actor: Actor, id: string, rows: readonly (readonly string[])[]): Promise<number> {
    demand(canImportNetwork(actor));
    return this.db.tx(async () => {
      const one = await this.store.one(id);
      if (one.format !== 'rows' || one.status !== 'draft') throw new Conflict('exchange.refused.status');
      if (one.total + rows.length > listLimits.maxRows)
        throw new SheetRefused('tooManyRows', { max: listLimits.maxRows });
      const numbered = rows.map((cells, at): Row => ({ number: one.total + at + 1, cells: [...cells] }));
      await this.store.put(id, numbered);
      const total = one.total + rows.length;
      await this.db.update(RegisterImport, keyOf(one), { total });
      return total;
    });
  }

  /** Another sheet, row of headings or separator; what was decided about columns begins anew. */
  async chooseSheet(actor: Actor, id: string, choice: SheetChoice): Promise<void> {
    demand(canImportNetwork(actor));
    const one = await this.changeable(id);
    if (one.fileHash === null) throw new Conflict('exchange.refused.status');
    const isSame = choice.sheet === one.sheet && !choice.delimiter;
    if (isSame) return this.db.tx(() => this.settle(id, { headerRow: choice.headerRow ?? one.headerRow }));
    const content = await this.files.read(one.fileHash);
    const list = await openList(content, one.filename, choice.delimiter);
    // At once or not at all: what was there before stays when the other sheet cannot be read. The row of headings that
    // came along was chosen on the sheet before.
    await this.db.tx(() => this.take(id, list, choice.sheet));
  }

  /** What the columns mean and how the list is taken. */
  async choose(
    actor: Actor,
    id: string,
    { columns, choices }: { columns?: (ImportField | null)[]; choices: Partial<Choices> },
  ): Promise<void> {
    demand(canImportNetwork(actor));
    await this.db.tx(async () => {
      const one = await this.changeable(id);
      const patch = { ...(columns && { columns }), choices: { ...one.choices, ...choices } };
      await this.db.update(RegisterImport, keyOf(one), { ...patch, status: 'draft', counts: noCounts() });
    });
  }

  /** A list that was not begun to be written; afterwards there is no trace of its rows. */
  async discard(actor: Actor, id: string): Promise<void> {
    demand(canImportNetwork(actor));
    await this.db.tx(async () => {
      const one = await this.store.one(id);
      if (one.startedAt !== null) throw new Conflict('exchange.refused.status');
      await this.db.repo(RegisterImport).delete({ id });
      if (one.fileHash !== null) await this.jobs.later(forgetJob, { hash: one.fileHash });
    });
  }

  /** @throws Conflict once it is being written */
  async changeable(id: string): Promise<RegisterImport> {
    const one = await this.store.one(id);
    if (!open.includes(one.status)) throw new Conflict('exchange.refused.status');
    return one;
  }

  private async begin(actor: Actor, noun: Noun, file: Partial<RegisterImport>): Promise<string> {
    const id = newId();
    const { accountId, personId, name, roles } = actor;
    await this.db.tx(() =>
      this.db.insert(RegisterImport, {
        ...{ id, noun, status: 'reading', remarks: [], columns: [], choices: firstChoices(noun), counts: noCounts() },
        ...{ actorId: personId, actorName: name, actorRights: { accountId, roles: [...roles] } },
        ...{ createdAt: this.clock.instant(), ...file },
      }),
    );
    return id;
  }

  /** A list that cannot be read to its end is not there. */
  private async kept({ id, hash }: { id: string; hash: string }, work: () => Promise<void>): Promise<string> {
    try {
      await work();
      return id;
    } catch (error) {
      await this.db.tx(() => this.db.repo(RegisterImport).delete({ id }));
      await this.files.forget(hash);
      throw error;
    }
  }

  private async take(id: string, list: ReadList, sheet: string | null): Promise<void> {
    await this.db.tx(() => this.store.clear(id));
    const top: { number: number; cells: string[] }[] = [];
    let rows: { number: number; cells: string[] }[] = [];
    for await (const row of list.rows(sheet ?? undefined)) {
      if (top.length < 50) top.push(row);
      if (rows.push(row) >= portion) {
        await this.put(id, rows);
        rows = [];
      }
    }
    await this.put(id, rows);
    const heading = list.hasHeading ? top[headingRow(top, isHeading)] : top[0];
    if (!heading) throw new SheetRefused('noRows');
    const patch = { sheet, remarks: list.remarks(), headerRow: heading.number };
    await this.db.tx(() => this.settle(id, patch));
  }

  private put(id: string, rows: readonly Row[]): Promise<void> {
    return this.db.repeatableTx(() => this.store.put(id, rows));
  }

  /** @throws SheetRefused when there is nothing below the heading */
  private async settle(id: string, patch: Partial<RegisterImport> & { headerRow: number }): Promise<void> {
    const one = await this.store.one(id);
    const header = await this.store.header({ id, headerRow: patch.headerRow });
    const total = await this.store.count(id, patch.headerRow);
    if (!header.length || (total === 0 && one.format !== 'rows')) throw new SheetRefused('noRows');
    const columns = [...recogniseColumns(header, one.noun)];
    const anew = { ...patch, columns, total, status: 'draft' as const, counts: noCounts() };
    const rows = (await this.store.below(id, patch.headerRow, looked)).map(({ cells }) => cells);
    const names = likelyManner(columns, rows, { isSheet: one.format === 'csv' || one.format === 'xlsx' });
    await this.db.update(RegisterImport, keyOf(one), { ...anew, choices: { ...one.choices, names, values: {} } });
  }
}
