import { Injectable } from '@nestjs/common';
import { PersonFinder, type Member } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Asked, type AskedAbout } from './asked.entity.js';
import { AskedFinder, type AskedRow } from './asked.finder.js';
import { AskedLink } from './asked-link.js';
import { speakersOf, type Speaker } from './asked.rules.js';

/** Somebody to be asked. */
export interface ToAsk {
  personId: string;
  stateCode: string | null;
  address: string;
}

/** Enters who is asked. */
@Injectable()
export class AskedPeople {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly persons: PersonFinder,
    private readonly finder: AskedFinder,
    private readonly link: AskedLink,
  ) {}

  /** Enters those who were not asked before; joins the open transaction. @returns everybody given, with their rows */
  async enter(about: AskedAbout, aboutId: string, people: readonly ToAsk[]): Promise<AskedRow[]> {
    const known = new Set((await this.finder.all(about, aboutId)).map(({ personId }) => personId));
    const sentAt = this.clock.instant();
    const rows = people
      .filter(({ personId }) => !known.has(personId))
      .map((person) => {
        const id = newId();
        return { id, about, aboutId, ...person, sentAt, linkHash: this.link.hashOf({ id, about }) };
      });
    for (let at = 0; at < rows.length; at += 50) await this.db.repo(Asked).insert(rows.slice(at, at + 50));
    const wanted = new Set(people.map(({ personId }) => personId));
    return (await this.finder.all(about, aboutId)).filter(({ personId }) => wanted.has(personId));
  }

  async answered(id: string): Promise<void> {
    await this.db.run(sql`UPDATE preparation_asked SET answered_at = ${this.clock.instant()} WHERE id = ${id}`);
  }

  /** Those who speak for the States of a group today and can be written to. */
  async speakers(groupId: string | null): Promise<Speaker[]> {
    return speakersOf(await this.members(groupId));
  }

  /** Who is in the group today. */
  members(groupId: string | null): Promise<Member[]> {
    return groupId ? this.persons.membersOn(groupId, this.clock.today()) : Promise.resolve([]);
  }
}
