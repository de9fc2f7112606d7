import { Injectable } from '@nestjs/common';
import { PersonService } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import type { ProfileInput } from './profile.dto.js';

export interface Profile {
  /** Of the pages. */
  language: Language;
  emails: string[];
}

/** What people may change about their account; what the register holds of them is on their own page. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly db: Db,
    private readonly persons: PersonService,
  ) {}

  async of(actor: Actor): Promise<Profile> {
    const { emails, mailLanguage } = found(await this.persons.fields(found(actor.personId)));
    return { emails, language: actor.language ?? mailLanguage };
  }

  async change(actor: Actor, { language }: ProfileInput): Promise<void> {
    await this.db.tx(() =>
      this.db.run(sql`
        UPDATE account SET language = ${language}, version = version + 1 WHERE id = ${actor.accountId}`),
    );
  }
}
