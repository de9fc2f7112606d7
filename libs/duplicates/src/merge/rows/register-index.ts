import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';
import { OrganisationService, PersonIndex } from '@samrad/network';
import type { Noun } from '../../rule/rule.types.js';

/** The search finds the records that there are. */
@Injectable()
export class RegisterIndex {
  constructor(
    private readonly db: Db,
    private readonly search: Search,
    private readonly persons: PersonIndex,
    private readonly organisations: OrganisationService,
  ) {}

  /** Inside the transaction that changed them. */
  async replace(noun: Noun, { gone, changed }: { gone: string[]; changed: string[] }): Promise<void> {
    for (const id of gone) await this.search.remove(noun, id);
    if (noun === 'person') return this.persons.put(changed);
    await this.organisations.index(changed);
    for (const id of changed) {
      const people = await this.db.rows<{ id: string }>(sql`
        SELECT DISTINCT person_id AS id FROM affiliation WHERE organisation_id = ${id}`);
      await this.persons.put(people.map((person) => person.id));
    }
  }
}
