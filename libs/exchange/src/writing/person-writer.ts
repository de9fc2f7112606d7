import { Injectable } from '@nestjs/common';
import { AffiliationService, expertiseKinds, MembershipService, PersonService } from '@samrad/network';
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

interface Of {
  actor: Actor;
  personId: string;
  book: Target['book'];
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
    if (fields) {
      // Of what the person said, the list confirms what it brings itself.
      const confirms = expertiseKinds.filter((kind) => fields[kind].join() !== before[kind].join());
      await this.persons.change(actor, id, { ...fields, confirms, version, why: file.slice(0, 200) });
    }
    await this.writePlaces(places, { actor, personId: id, book });
    for (const { id: term, until: validTo, version: seen, role, stateCode, validFrom } of places.prolonged) {
      const change = { role: role as 'member', stateCode, validFrom, validTo, version: seen };
      await this.memberships.change(actor, term, { ...change, why: file.slice(0, 200) });
    }
    const own = person.stateCode ?? before.stateCode;
    for (const { groupId, role, stateCode = own, from: validFrom, to: validTo } of places.memberships) {
      const term = { personId: id, role: role as 'member', stateCode, validFrom, validTo };
      await this.memberships.add(actor, groupId, term);
    }
  }

  private async writePlaces({ affiliations, moved }: Places, { actor, personId, book }: Of): Promise<void> {
    for (const { organisation, named, function: title, from: validFrom, to: validTo } of affiliations) {
      const organisationId = 'id' in organisation ? organisation.id : book.named(named);
      if (!organisationId) throw new Error(`no organisation for ${organisationKey(named)}`);
      await this.affiliations.add(actor, personId, { organisationId, function: title, validFrom, validTo });
    }
    for (const { id, organisationId, validFrom, validTo, becomes } of moved) {
      const input = { organisationId, validFrom, validTo, function: becomes, why: null };
      await this.affiliations.change(actor, id, input);
    }
  }
}
