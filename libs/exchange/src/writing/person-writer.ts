import { Injectable } from '@nestjs/common';
import { AffiliationService, MembershipService, PersonService } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import type { KnownPerson } from '../judging/known.types.js';
import type { PersonFields } from '../judging/differences.rules.js';
import type { Places } from '../judging/places.rules.js';
import type { ImportedPerson } from '../row/import.rules.js';
import { organisationKey } from '../row/import-rows.rules.js';
import type { Target } from './list-writer.js';

interface Row {
  before: KnownPerson;
  fields: PersonFields | null;
  person: ImportedPerson;
  places: Places;
}

/** Changes persons by the verbs of the register, so that its rules, its history and its protection hold. */
@Injectable()
export class PersonWriter {
  constructor(
    private readonly persons: PersonService,
    private readonly affiliations: AffiliationService,
    private readonly memberships: MembershipService,
  ) {}

  /** @throws Invalid when the register refuses */
  async write(actor: Actor, { before, fields, person, places }: Row, { book, file }: Target): Promise<void> {
    const { id, version } = before;
    if (fields) await this.persons.change(actor, id, { ...fields, version, why: file.slice(0, 200) });
    const { affiliation, moved } = places;
    if (affiliation) {
      const { organisation, function: title, from: validFrom, to: validTo } = affiliation;
      const named = person.organisation && book.named(person.organisation);
      const organisationId = 'id' in organisation ? organisation.id : named;
      if (!organisationId) throw new Error(`no organisation for ${organisationKey(person.organisation!)}`);
      await this.affiliations.add(actor, id, { organisationId, function: title, validFrom, validTo });
    }
    if (moved) {
      const { organisationId, validFrom, validTo, becomes } = moved;
      await this.affiliations.change(actor, moved.id, {
        organisationId,
        validFrom,
        validTo,
        function: becomes,
        why: null,
      });
    }
    for (const { groupId, role, from: validFrom, to: validTo } of places.memberships) {
      const stateCode = person.stateCode ?? before.stateCode;
      await this.memberships.add(actor, groupId, {
        personId: id,
        role: role as 'member',
        stateCode,
        validFrom,
        validTo,
      });
    }
  }
}
