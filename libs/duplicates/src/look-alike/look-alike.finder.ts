import { Injectable, type OnModuleInit } from '@nestjs/common';
import { join, sql, type Sql } from '@samrad/platform/database';
import { addressKey, LookAlikes, nameOf, type LookAlike } from '@samrad/network';
import { fold } from '@samrad/platform/pure';
import {
  organisationLikeness,
  preparedOrganisation,
  type OrganisationTraits,
} from '../rule/organisation-likeness.rules.js';
import { personLikeness, prepared } from '../rule/person-likeness.rules.js';
import { isAlike } from '../rule/rule-sets.rules.js';
import type { Likeness, Noun } from '../rule/rule.types.js';
import { inLatin, soundOf } from '../rule/sound.rules.js';
import { reasonView } from '../scan/reason.presenter.js';
import { TraitsFinder } from '../scan/traits.finder.js';

const most = 5;
/** Records compared with what is typed, per way of looking. */
const looked = 200;

/** What somebody is typing beside what the register has. */
@Injectable()
export class LookAlikeFinder implements OnModuleInit {
  constructor(
    private readonly traits: TraitsFinder,
    private readonly lookAlikes: LookAlikes,
  ) {}

  onModuleInit(): void {
    this.lookAlikes.register((noun, typed) => this.find(noun, typed));
  }

  private async find(noun: Noun, typed: Record<string, unknown>): Promise<LookAlike[]> {
    const found = noun === 'person' ? await this.persons(typed) : await this.organisations(typed);
    return found
      .filter(({ likeness }) => isAlike(likeness, 'usual') || (noun === 'person' && isNamesake(likeness)))
      .sort((a, b) => b.likeness.score - a.likeness.score)
      .slice(0, most)
      .map(({ id, name, likeness }) => ({
        ...{ id, name, href: noun === 'person' ? `/persons/${id}` : `/organisations/${id}` },
        reasons: likeness.reasons.filter(({ weight }) => weight > 0).map((reason) => reasonView(noun, reason)),
      }));
  }

  private async persons(typed: Record<string, unknown>): Promise<Found[]> {
    const emails = textsOf(typed.emails);
    const own = {
      ...{ givenName: textOf(typed.givenName), familyName: textOf(typed.familyName), emails, organisations: [] },
      ...{ stateCode: textOf(typed.stateCode) || null, phone: textOf(typed.phone) || null },
    };
    const ways = [...beginnings(sql`p.sort_name`, [own.familyName, own.givenName]), ...mailboxes(emails)];
    if (!ways.length) return [];
    const known = await this.traits.personsWhere(sql`${join(ways, ' OR ')} LIMIT ${looked * 4}`);
    const ready = prepared(own);
    return known.map((one) => ({ id: one.id, name: nameOf(one), likeness: personLikeness(ready, prepared(one)) }));
  }

  private async organisations(typed: Record<string, unknown>): Promise<Found[]> {
    const own = typedOrganisation(typed);
    const ready = preparedOrganisation(own);
    const ways = waysTo(own);
    if (!ways.length) return [];
    const known = await this.traits.organisationsWhere(sql`${join(ways, ' OR ')} LIMIT ${looked * 4}`);
    return known.map((one) => ({
      ...{ id: one.id, name: one.name, likeness: organisationLikeness(ready, preparedOrganisation(one)) },
    }));
  }
}

/** A person of exactly the typed name is told of, whatever the State: the one typed may be missing or old. */
const isNamesake = ({ reasons }: Likeness): boolean => reasons.some(({ sign }) => sign === 'sameName');

interface Found {
  id: string;
  name: string;
  likeness: Likeness;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 300) : '');
const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : textOf(value).split(/[\s;,]+/))
    .filter((address) => address.includes('@'))
    .slice(0, 10);

const typedOrganisation = (typed: Record<string, unknown>): OrganisationTraits => ({
  name: textOf(typed.name),
  acronym: textOf(typed.acronym) || null,
  stateCode: textOf(typed.stateCode) || null,
  website: textOf(typed.website) || null,
  number: textOf(typed.number) || null,
});

/** Longer words of the name, the number, and what it may be called in short. */
function waysTo({ name, acronym, number }: OrganisationTraits): Sql[] {
  const words = name.split(/\s+/).filter((word) => word.length > 3);
  const short = [name.length < 9 ? name : '', acronym ?? ''].filter(Boolean);
  return [
    ...words.map((word) => sql`o.sort_name LIKE ${`%${start(fold(word))}%`}`),
    ...short.map((one) => sql`o.acronym = ${one}`),
    ...(number ? [sql`o.number = ${number}`] : []),
  ];
}

/** What a name begins with, without what `LIKE` reads as a sign. */
const start = (text: string): string => text.replace(/[%_\\]/g, '').slice(0, 4);

/** Names that begin like one of these, in either order and in Latin letters too. */
function beginnings(column: Sql, texts: readonly string[]): Sql[] {
  const starts = texts.flatMap((text) => [start(fold(text)), start(inLatin(text)), soundOf(text).slice(0, 3)]);
  return [...new Set(starts)].filter(({ length }) => length > 1).map((one) => sql`${column} LIKE ${`${one}%`}`);
}

function mailboxes(emails: readonly string[]): Sql[] {
  const locals = emails.map((address) =>
    addressKey(address)
      .split('@')[0]!
      .replace(/[%_\\]/g, ''),
  );
  return locals
    .filter(({ length }) => length > 4)
    .map((local) => sql`p.id IN (SELECT e.person_id FROM person_email e WHERE e.address_key LIKE ${`${local}@%`})`);
}
