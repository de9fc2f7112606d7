import { Injectable } from '@nestjs/common';
import { PersonService } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import type { ProfileInput } from './profile.dto.js';

export interface Profile extends Omit<ProfileInput, 'language'> {
  language: Language;
  emails: string[];
}

/** What people may change about themselves. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly db: Db,
    private readonly persons: PersonService,
  ) {}

  async of(actor: Actor): Promise<Profile> {
    const { givenName, familyName, emails, mailLanguage, version } = found(await this.persons.fields(own(actor)));
    return { givenName, familyName, emails, version, language: actor.language ?? mailLanguage };
  }

  /** Name in the register, and the language of pages and mails. @throws Conflict */
  async change(actor: Actor, { givenName, familyName, language, version }: ProfileInput): Promise<void> {
    await this.db.tx(async () => {
      const { version: _now, ...fields } = found(await this.persons.fields(own(actor)));
      const mine = { ...fields, givenName, familyName, mailLanguage: language, version };
      await this.persons.change(asSecretariat(actor), own(actor), mine);
      await this.db.run(sql`
        UPDATE account SET language = ${language}, version = version + 1 WHERE id = ${actor.accountId}`);
    });
  }
}

const own = (actor: Actor): string => found(actor.personId);

/** The register belongs to the secretariat; about their own name everybody acts in its place. */
const asSecretariat = (actor: Actor): Actor => ({ ...actor, roles: ['secretariat'] });
