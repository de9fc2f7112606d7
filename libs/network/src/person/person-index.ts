import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';
import { shownCode, stateNames } from '../state/known-states.js';
import { withPlaceOfWork } from './person.finder.js';
import { fieldShownToAll, type PersonField } from './fields/person-fields.policy.js';
import { aboutAccess, findableBy } from './person.policy.js';
import { nameOf } from './person.rules.js';

interface Findable {
  id: string;
  givenName: string;
  familyName: string;
  stateCode: string | null;
  email: string | null;
  organisation: string | null;
  acronym: string | null;
  function: string | null;
  /** What they say about themself: found by those to whom they show it. */
  about?: string | null;
}

/** What can be found of a person: what everybody who may see the person at all may see, and by itself what they say of themself. */
@Injectable()
export class PersonIndex implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly search: Search,
  ) {}

  onModuleInit(): void {
    this.search.register('person', (actor) => findableBy(actor, this.clock.today()), {
      ids: sql`SELECT id FROM person`,
      put: (ids) => this.put(ids),
    });
  }

  /** Writes the entries of these persons anew; inside the transaction that changed them. */
  async put(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += 500) {
      const rows = await this.db.rows<Findable>(sql`
        SELECT p.id, p.given_name AS givenName, p.family_name AS familyName, p.state_code AS stateCode, p.about,
          ${ifShown('email', sql`e.address`)} AS email, ${ifShown('organisation', sql`o.name`)} AS organisation,
          ${ifShown('organisation', sql`o.acronym`)} AS acronym, ${ifShown('function', sql`a.function`)} AS \`function\`
        FROM person p ${withPlaceOfWork(this.clock.today())} WHERE p.id IN (${join(ids.slice(at, at + 500))}) AND p.erased_at IS NULL`);
      await this.search.putAll('person', rows.map(entryOf));
    }
  }
}

/** The value where everybody who may find the person may see it. */
const ifShown = (field: PersonField, value: Sql): Sql => sql`CASE WHEN ${fieldShownToAll(field)} THEN ${value} END`;

/**
 * The entry of one person. It is found by the State's name in all three languages, because readers type any of
 * them, and shows the code. */
export function entryOf(person: Findable) {
  const place = [person.function, person.organisation, person.acronym].filter(Boolean).join(', ');
  const body = [place, person.stateCode && shownCode(person.stateCode), person.email].filter(Boolean).join(' · ');
  const also = stateNames(person.stateCode).join(' ');
  const url = `/persons/${person.id}`;
  const passages = person.about ? [{ text: person.about, url, access: aboutAccess }] : [];
  return { recordId: person.id, title: nameOf(person), body, also, url, passages };
}
