import { changesOf, fieldAudiences, personFields, usualAudience, type PersonField } from '@samrad/network';
import { phoneKeyOf } from '../../rule/person-likeness.rules.js';
import type { MergeInput } from '../merge.dto.js';
import type { Changes } from '../rows/changes.js';
import type { RawRows } from '../rows/raw-rows.js';
import type { Row } from '../rows/table-graph.js';
import { joinedAudience, listFrom, valueFrom, type ValuesFrom } from './audience.rules.js';

/** Who sees one field: of either record, and afterwards. */
export interface AudienceChange {
  field: PersonField;
  kept: string;
  lost: string;
  after: string;
}

/** For the history: who sees more or less than before of the one that stays. */
export const shownFacts = (shown: readonly AudienceChange[]) =>
  changesOf(
    Object.fromEntries(shown.map(({ field, kept }) => [`shown_${field}`, kept])),
    Object.fromEntries(shown.map(({ field, after }) => [`shown_${field}`, after])),
  );

/** Tables whose rows a field shows, where the values of both come together. */
const listsOf: Partial<Record<PersonField, string[]>> = {
  email: ['person_email'],
  organisation: ['affiliation'],
  function: ['affiliation'],
  languages: ['person_language'],
  topics: ['person_topic', 'person_country', 'person_method'],
};

/** Who sees what of two persons who become one. */
export class JoinedAudiences {
  constructor(
    private readonly rows: RawRows,
    private readonly changes: Changes,
  ) {}

  /** Before anything else has moved. @returns every field, in their fixed order */
  async join(input: MergeInput, both: { kept: Row; lost: Row }): Promise<AudienceChange[]> {
    const { keptId, lostId } = input;
    const [ours, theirs] = [await this.chosenBy(keptId), await this.chosenBy(lostId)];
    for (const row of theirs) await this.changes.setAside('person_shown', row, 'shown');
    const told: AudienceChange[] = [];
    for (const field of personFields) {
      const audiences = { kept: audienceIn(ours, field), lost: audienceIn(theirs, field) };
      const after = joinedAudience(fieldAudiences, audiences, await this.from(field, input, both));
      await this.put(keptId, { field, row: ours.find((one) => one.field === field), audience: after });
      told.push({ field, ...audiences, after });
    }
    return told;
  }

  private chosenBy(personId: string): Promise<Row[]> {
    return this.rows.where('person_shown', { person_id: personId }, ['field']);
  }

  private async put(
    personId: string,
    { field, row, audience }: { field: PersonField; row: Row | undefined; audience: string },
  ): Promise<void> {
    const isUsual = audience === usualAudience[field];
    if (row && isUsual) return this.changes.setAside('person_shown', row);
    if (row) return this.changes.change('person_shown', row, { audience });
    if (!isUsual) await this.changes.add('person_shown', { person_id: personId, field, audience });
  }

  private async from(field: PersonField, input: MergeInput, both: { kept: Row; lost: Row }): Promise<ValuesFrom> {
    const { keptId, lostId } = input;
    if (field === 'phone') return valueFrom(input.phone, phoneIn(both.kept), phoneIn(both.lost));
    if (field === 'about') return valueFrom(input.about, textIn(both.kept.about), textIn(both.lost.about));
    return listFrom(await this.has(field, keptId), await this.has(field, lostId));
  }

  private async has(field: PersonField, personId: string): Promise<boolean> {
    for (const table of listsOf[field] ?? []) {
      const rows = await this.rows.where(table, { person_id: personId });
      if (rows.some((row) => field !== 'function' || row.function)) return true;
    }
    return false;
  }
}

const audienceIn = (rows: readonly Row[], field: PersonField): string =>
  textIn(rows.find((row) => row.field === field)?.audience) || usualAudience[field];
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
/** The same number however it is written. */
const phoneIn = ({ phone }: Row): string => phoneKeyOf(textIn(phone)) || textIn(phone);
