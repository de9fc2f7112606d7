import { Injectable } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { knownSeries } from './known-series.js';
import type { SeriesChange, SeriesInput } from './series.dto.js';
import { Series } from './series.entity.js';
import { SeriesFinder } from './series.finder.js';
import { canManageSeries } from './series.policy.js';

/** Series of meetings and their running numbers. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly db: Db,
    private readonly finder: SeriesFinder,
    private readonly events: Events,
  ) {}

  /**
   * Adds the series that come with the product to an installation that never had any: what was renamed or removed on
   * purpose stays so.
   */
  async load(): Promise<void> {
    try {
      await this.db.tx(() => this.addKnown());
    } catch (error) {
      // Another process that starts at the same moment was first.
      if (!(error instanceof Invalid)) throw error;
    }
  }

  private async addKnown() {
    if (await this.finder.everHadAny()) return;
    const groups = await this.finder.groups();
    for (const { groupCode, ...series } of knownSeries) {
      const groupId = groups.find(({ code }) => code === groupCode)?.id ?? null;
      await this.create(system, { ...series, groupId });
    }
  }

  /** @returns the new id. @throws Invalid when the short name is taken */
  async create(actor: Actor, input: SeriesInput): Promise<string> {
    demand(canManageSeries(actor));
    const id = newId();
    await this.db.tx(async () => {
      await this.unique(() => this.db.repo(Series).insert({ id, ...input }));
      await this.events.record('series.created', id, actor, { code: input.code });
    });
    return id;
  }

  /** @throws NotFound, Invalid, Conflict when somebody else saved first, or when the number was given already */
  async change(actor: Actor, id: string, { version, ...input }: SeriesChange): Promise<void> {
    demand(canManageSeries(actor));
    await this.db.tx(async () => {
      const before = found(await this.finder.one(id));
      if (before.version !== version)
        throw new Conflict('platform.error.changed', { ...texts(before, input), version: before.version });
      await this.refuseUsedNumber(id, input.nextNumber);
      await this.unique(() => this.db.update(Series, { id, version }, input));
      await this.events.record('series.updated', id, actor, { code: input.code });
    });
  }

  /**
   * Takes a number for a meeting, inside the transaction that creates it. No number is given twice.
   * @param wanted a number somebody chose; null: the next one
   * @throws Invalid when the chosen number is taken
   */
  async takeNumber(seriesId: string, wanted: number | null): Promise<number> {
    if (wanted === null) {
      const taken = await this.db.run(sql`
        UPDATE meeting_series SET next_number = next_number + 1 WHERE id = ${seriesId}`);
      if (!taken) throw new Invalid({ seriesId: { key: 'meetings.meeting.invalid.series' } });
      return found(await this.finder.one(seriesId)).nextNumber - 1;
    }
    if (await this.isUsed(seriesId, wanted))
      throw new Invalid({ number: { key: 'meetings.meeting.invalid.numberTaken' } });
    await this.db.run(sql`
      UPDATE meeting_series SET next_number = ${wanted + 1} WHERE id = ${seriesId} AND next_number <= ${wanted}`);
    return wanted;
  }

  private async isUsed(seriesId: string, from: number): Promise<boolean> {
    const row = await this.db.row(sql`SELECT id FROM meeting WHERE series_id = ${seriesId} AND number = ${from}`);
    return row !== undefined;
  }

  private async refuseUsedNumber(seriesId: string, next: number) {
    const row = await this.db.row<{ last: number | null }>(sql`
      SELECT MAX(number) AS last FROM meeting WHERE series_id = ${seriesId}`);
    const last = row?.last ?? 0;
    if (next <= last)
      throw new Invalid({ nextNumber: { key: 'meetings.series.invalid.nextNumber', params: { last } } });
  }

  private async unique(write: () => Promise<unknown>) {
    try {
      await write();
    } catch (error) {
      if (isDuplicate(error)) throw new Invalid({ code: { key: 'meetings.series.invalid.codeTaken' } });
      throw error;
    }
  }
}

const compared = ['code', 'nameEn', 'nameNb', 'nameNn', 'nextNumber'] as const;

function texts(theirs: SeriesInput, yours: SeriesInput) {
  const of = (input: SeriesInput) => Object.fromEntries(compared.map((field) => [field, String(input[field])]));
  return { theirs: of(theirs), yours: of(yours) };
}
