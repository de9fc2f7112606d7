import { Injectable } from '@nestjs/common';
import { OrganisationService } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { organisationKey } from '../row/import-rows.rules.js';
import type { ImportedOrganisation } from '../row/import.rules.js';
import type { OrganisationBook } from '../judging/organisation-book.js';
import type { OrganisationInput } from '../judging/organisation-row.rules.js';
import type { Places } from '../judging/places.rules.js';

interface Named {
  places: Pick<Places, 'affiliations'>;
}

/** Organisations of a list, and those that rows about persons name and the register lacks. */
@Injectable()
export class OrganisationWriter {
  constructor(private readonly organisations: OrganisationService) {}

  /** The first row that tells the type decides it. */
  async missing(actor: Actor, rows: readonly Named[], book: OrganisationBook): Promise<void> {
    for (const { name, stateCode, number, type } of wantedOf(rows, book)) {
      const blank = { acronym: null, website: null, note: null, externalKey: null };
      await this.create(actor, { ...blank, name, stateCode, number, type: type ?? 'other' }, book);
    }
  }

  async create(actor: Actor, input: OrganisationInput, book: OrganisationBook): Promise<string> {
    const id = await this.organisations.create(actor, input);
    book.add({ id, ...input, version: 1 });
    return id;
  }

  async change(
    actor: Actor,
    { id, version, organisation }: { id: string; version: number; organisation: OrganisationInput },
    book: OrganisationBook,
  ): Promise<void> {
    await this.organisations.change(actor, id, { ...organisation, version });
    book.add({ id, ...organisation, version: version + 1 });
  }
}

function wantedOf(rows: readonly Named[], book: OrganisationBook) {
  const wanted = new Map<string, ImportedOrganisation>();
  for (const { organisation, named } of rows.flatMap(({ places }) => places.affiliations)) {
    if ('id' in organisation) continue;
    const key = organisationKey(named);
    const before = wanted.get(key);
    const isKnown = book.named(named) !== undefined;
    if (!isKnown && (!before || before.type === null)) wanted.set(key, { ...named, ...spelled(before) });
  }
  return wanted.values();
}

/** The name as the first row writes it. */
const spelled = (before?: { name: string }) => before && { name: before.name };
