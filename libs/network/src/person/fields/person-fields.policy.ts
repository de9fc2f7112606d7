import sql, { join, type Sql } from 'sql-template-tag';
import { isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';
import { consented } from '../consent/consent.policy.js';

/** What of a person has an audience of its own. The name goes with the person; notes of organisers are never shown. */
export const personFields = ['email', 'phone', 'organisation', 'function', 'languages', 'topics', 'about'] as const;
export type PersonField = (typeof personFields)[number];

/**
 * Who sees a field, each including those before it: organisers; those who share a State or a group with the person;
 * everybody inside; everybody. The person sees everything of themself.
 */
export const fieldAudiences = ['organisers', 'group', 'network', 'public'] as const;
export type FieldAudience = (typeof fieldAudiences)[number];

/** Until the person says something else. */
export const usualAudience: Record<PersonField, FieldAudience> = {
  email: 'group',
  phone: 'organisers',
  organisation: 'group',
  function: 'group',
  languages: 'organisers',
  topics: 'organisers',
  about: 'group',
};

/** Whom a person is shown to at all: `circle` is those who share a State or a group with them. */
export const reaches = ['circle', 'network', 'public'] as const;
export type Reach = (typeof reaches)[number];

/** Condition on `person` (alias `p`): shares a State or, today, a group with the actor, or is the actor. */
export function sharedWith(actor: Actor, today: string): Sql {
  const shared = [sql`p.id = ${actor.personId ?? ''}`];
  if (actor.stateCodes.length) shared.push(sql`p.state_code IN (${join([...actor.stateCodes])})`);
  if (actor.groupIds.length) {
    shared.push(sql`p.id IN (SELECT seen_m.person_id FROM membership seen_m
      WHERE seen_m.group_id IN (${join([...actor.groupIds])})
      AND (seen_m.valid_from IS NULL OR seen_m.valid_from <= ${today})
      AND (seen_m.valid_to IS NULL OR seen_m.valid_to >= ${today}))`);
  }
  return sql`(${join(shared, ' OR ')})`;
}

/** Condition without a table: the actor speaks for no State outside the EEA. */
export const insideEea = ({ stateCodes }: Actor): Sql =>
  stateCodes.length
    ? sql`NOT EXISTS (SELECT 1 FROM state eea_s WHERE eea_s.code IN (${join([...stateCodes])}) AND eea_s.eea = 0)`
    : sql`1 = 1`;

/**
 * Condition on `person` (alias `p`): the field may go outside the EEA, by a rule or because the person agrees. Who agrees
 * to a public profile agrees to it for what is shown to everybody on the internet: the text of that consent says so.
 */
export const mayLeaveEea = (field: PersonField): Sql => sql`(
  EXISTS (SELECT 1 FROM outside_eea_field eea_f WHERE eea_f.field = ${field}) OR ${consented('outside_eea')}
  OR (${audienceOf(field)} = 'public' AND ${consented('profile_public')}))`;

/** Condition on `person` (alias `p`): shown to others, and may be handed to somebody outside the EEA. */
export const leavesEea = (field: PersonField): Sql =>
  sql`(${audienceOf(field)} <> 'organisers' AND ${mayLeaveEea(field)})`;

/** Condition on `person` (alias `p`): there is something in one of the fields that is shown. */
export function hasToLeave(fields: readonly PersonField[], shown: (field: PersonField) => Sql, today: string): Sql {
  const filled = filledOn(today);
  return sql`(${join(
    fields.map((field) => sql`(${filled[field]} AND ${shown(field)})`),
    ' OR ',
  )})`;
}

function filledOn(today: string): Record<PersonField, Sql> {
  const has = (table: Sql) => sql`EXISTS (SELECT 1 FROM ${table} has_f WHERE has_f.person_id = p.id)`;
  const works = (more: Sql) => sql`EXISTS (SELECT 1 FROM affiliation has_f WHERE has_f.person_id = p.id ${more}
    AND (has_f.valid_from IS NULL OR has_f.valid_from <= ${today}) AND (has_f.valid_to IS NULL OR has_f.valid_to >= ${today}))`;
  return {
    email: has(sql`person_email`),
    phone: sql`p.phone IS NOT NULL`,
    organisation: works(sql``),
    function: works(sql`AND has_f.function IS NOT NULL`),
    languages: has(sql`person_language`),
    topics: sql`(${has(sql`person_topic`)} OR ${has(sql`person_country`)} OR ${has(sql`person_method`)})`,
    about: sql`p.about IS NOT NULL`,
  };
}

/**
 * Condition on `person` (alias `p`), of whom the actor sees at least the name: the actor sees this field. Page, list,
 * filter, API, export, file and search ask nothing else.
 */
export function fieldShownTo(actor: Actor, field: PersonField, today: string): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  const isPublic = sql`${audienceOf(field)} = 'public'`;
  if (!signedIn(actor)) return sql`(${isPublic} AND ${mayLeaveEea(field)})`;
  const isForMe = sql`(${audienceOf(field)} IN ('network', 'public')
    OR (${audienceOf(field)} = 'group' AND ${sharedWith(actor, today)}))`;
  return sql`(p.id = ${actor.personId ?? ''} OR (${isForMe} AND (${insideEea(actor)} OR ${mayLeaveEea(field)})))`;
}

/**
 * Condition on `person` (alias `p`), besides `visibleTo`: whose expertise the actor may see, filter by and count. Countries of
 * origin and methods go with the topics.
 */
export const expertiseShownTo = (actor: Actor, today: string, field: 'topics' | 'languages' = 'topics'): Sql =>
  fieldShownTo(actor, field, today);

/**
 * Condition on `person` (alias `p`), of whom the actor sees at least the name: the actor sees something that is restricted,
 * i.e. that the person does not show to the whole network. Who reads it is noted in the log.
 */
export const restrictedShownTo = (actor: Actor, today: string): Sql =>
  isOrganiser(actor)
    ? sql`1 = 1`
    : sql`(${join(
        personFields.map(
          (field) =>
            sql`(${isFilled[field]} AND ${audienceOf(field)} NOT IN ('network', 'public') AND ${fieldShownTo(actor, field, today)})`,
        ),
        ' OR ',
      )})`;

const has = (table: Sql) => sql`EXISTS (SELECT 1 FROM ${table} WHERE held.person_id = p.id)`;

/** Conditions on `person` (alias `p`): there is something in the field. */
const isFilled: Record<PersonField, Sql> = {
  email: has(sql`person_email held`),
  phone: sql`p.phone IS NOT NULL`,
  organisation: has(sql`affiliation held`),
  function: has(sql`affiliation held`),
  languages: has(sql`person_language held`),
  topics: sql`(${has(sql`person_topic held`)} OR ${has(sql`person_country held`)} OR ${has(sql`person_method held`)})`,
  about: sql`p.about IS NOT NULL`,
};

/** Expression on `person` (alias `p`): the field's audience. */
export const audienceOf = (field: PersonField): Sql => sql`COALESCE((SELECT shown_f.audience FROM person_shown shown_f
  WHERE shown_f.person_id = p.id AND shown_f.field = ${field}), ${usualAudience[field]})`;

/** Condition on `person` (alias `p`): everybody inside the EEA who may see the person at all sees this field. */
export const fieldShownToAll = (field: PersonField): Sql => sql`(${audienceOf(field)} IN ('network', 'public')
  OR (p.reach = 'circle' AND ${audienceOf(field)} = 'group'))`;

/**
 * Condition on `person` (alias `p`): the actor may look for the person by any words. They are of all fields that
 * everybody inside the EEA sees; who speaks for a State outside finds only those who agree to be shown there, and the
 * others by name (`nameHas`).
 */
export const searchableBy = (actor: Actor): Sql =>
  isOrganiser(actor) || !actor.stateCodes.length
    ? sql`1 = 1`
    : sql`(p.id = ${actor.personId ?? ''} OR ${insideEea(actor)} OR ${consented('outside_eea')})`;

/** Condition on `person` (alias `p`): every one of these words begins a part of the name. @param words folded */
export const nameHas = (words: readonly string[]): Sql =>
  words.length
    ? sql`(${join(
        words.map((word) => sql`(p.sort_name LIKE ${`${word}%`} OR p.sort_name LIKE ${`% ${word}%`})`),
        ' AND ',
      )})`
    : sql`1 = 0`;

/** Further persons, whom the actor shares nothing with: those who agreed to be seen in the network. */
export const reachesNetwork = (actor: Actor): Sql =>
  actor.stateCodes.length
    ? sql`(p.reach <> 'circle' AND (p.reach = 'public' OR ${insideEea(actor)} OR ${consented('outside_eea')}))`
    : sql`p.reach <> 'circle'`;
