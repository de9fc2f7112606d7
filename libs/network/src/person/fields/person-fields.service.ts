import { Injectable } from '@nestjs/common';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { demand, Invalid } from '@samrad/platform/errors';
import { Events, type EventRow } from '@samrad/platform/events';
import { changesOf } from '../history/history.rules.js';
import { holdPerson } from '../../held-person.js';
import { PersonIndex } from '../person-index.js';
import { OutsideEeaField, PersonShown } from './person-fields.entity.js';
import { PersonFields } from './person-fields.finder.js';
import { personFields, usualAudience, type FieldAudience, type PersonField } from './person-fields.policy.js';

type Audiences = Partial<Record<PersonField, FieldAudience>>;

/** A field that may leave the EEA, with the ground for it. */
export interface EeaRule {
  field: PersonField;
  reason: string;
}

/** Decides what is shown of a person to whom: the person for each field, organisers for what may leave the EEA. */
@Injectable()
export class PersonFieldsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: PersonFields,
    private readonly index: PersonIndex,
  ) {}

  /** @param audiences of the fields to change; the others stay as they are. @throws Forbidden, NotFound */
  async show(actor: Actor, personId: string, audiences: Audiences): Promise<void> {
    demand(actor.personId === personId || isOrganiser(actor));
    await this.db.tx(async () => {
      await holdPerson(this.db, personId);
      const before = await this.finder.audiencesOf(personId);
      const after = { ...before, ...audiences };
      const facts = changesOf(asShown(before), asShown(after));
      if (!facts.fields.length) return;
      await this.db.repo(PersonShown).delete({ personId });
      const kept = personFields.filter((field) => after[field] !== usualAudience[field]);
      const rows = kept.map((field) => ({ personId, field, audience: after[field] }));
      if (rows.length) await this.db.repo(PersonShown).insert(rows);
      await this.events.record('person.shown', personId, actor, facts);
      await this.index.put([personId]);
    });
  }

  rules(): Promise<EeaRule[]> {
    return this.db.rows<EeaRule>(sql`SELECT field, reason FROM outside_eea_field ORDER BY field`);
  }

  /** Who let which fields out or no longer, when and why, newest first. Of each field the ground, before and after. */
  async history(): Promise<EventRow[]> {
    const events = await this.events.history('eea_rule', 'outside-eea', 50);
    return events.map((event) => {
      const [before, after] = [groundsOf(event.data.before), groundsOf(event.data.after)];
      return { ...event, data: { ...changesOf(before, after), why: event.data.why } };
    });
  }

  /**
   * What may go to States outside the EEA without consent; everything else waits for the person.
   * @throws Forbidden; Invalid without a ground
   */
  async setRules(actor: Actor, rules: readonly EeaRule[], why?: string | null): Promise<void> {
    demand(isOrganiser(actor));
    const bare = rules.filter(({ reason }) => !reason.trim());
    if (bare.length) {
      throw new Invalid(
        Object.fromEntries(bare.map(({ field }) => [`why_${field}`, { key: 'network.eeaRule.noGround' }])),
      );
    }
    await this.db.tx(async () => {
      const before = await this.rules();
      if (!changesOf(groundsOf(before), groundsOf(rules)).fields.length) return;
      await this.db.run(sql`DELETE FROM outside_eea_field`);
      const at = this.clock.instant();
      if (rules.length) await this.db.repo(OutsideEeaField).insert(rules.map((rule) => ({ ...rule, at })));
      await this.events.record('eea_rule.changed', 'outside-eea', actor, { before, after: rules, ...(why && { why }) });
    });
  }
}

/** Every field with its ground; null: it stays inside. */
const groundsOf = (rules: unknown): Record<PersonField, string | null> => {
  const grounds = new Map(((rules ?? []) as EeaRule[]).map(({ field, reason }) => [field, reason]));
  return Object.fromEntries(personFields.map((field) => [field, grounds.get(field) ?? null])) as Record<
    PersonField,
    string | null
  >;
};

/** The fields under names of their own: what is told is who sees them, not what they hold. */
const asShown = (audiences: Audiences): Record<string, FieldAudience> =>
  Object.fromEntries(Object.entries(audiences).map(([field, audience]) => [`shown_${field}`, audience]));
