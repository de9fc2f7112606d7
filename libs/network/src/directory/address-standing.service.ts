import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { demand } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { bouncedMail, refusedMail, type BouncedMail, type RefusedMail } from '@samrad/platform/mail';
import { addressKey } from '@samrad/platform/pure';
import { canManageNetwork } from '../person/person.policy.js';

/** An address that mail comes back from. */
export interface FailingAddress {
  address: string;
  failedSince: Instant;
  /** The other server's words. */
  failedWords: string | null;
}

/** Which addresses work. Mail that comes back marks them; an answer, or somebody who knows, clears them. */
@Injectable()
export class AddressStanding implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.on(refusedMail, ({ address, words }: RefusedMail) => this.cameBack({ address, kind: 'hard', words }));
  }

  /** Mail to an address came back: one that does not work is marked, and whoever counts is told of every one. */
  async cameBack(bounce: BouncedMail): Promise<void> {
    await this.db.tx(async () => {
      if (bounce.kind === 'hard') await this.fails(bounce.address, bounce.words);
      await this.jobs.later(bouncedMail, bounce);
    });
  }

  /** The first failure counts as the beginning, the newest words are kept. Does nothing for an address nobody has. */
  async fails(address: string, words: string | null): Promise<void> {
    const key = addressKey(address);
    await this.db.tx(async () => {
      const known = await this.db.row<{ personId: string; failedSince: Instant | null }>(sql`
        SELECT person_id AS personId, failed_since AS failedSince FROM person_email WHERE address_key = ${key}`);
      if (!known) return;
      const since = known.failedSince ?? this.clock.instant();
      await this.db.run(sql`
        UPDATE person_email SET failed_since = ${since}, failed_words = ${words} WHERE address_key = ${key}`);
      if (known.failedSince === null) {
        await this.events.record('person.address_failed', known.personId, system, { address });
      }
    });
  }

  /** Mail arrives again. Does nothing when it was not marked. */
  async works(actor: Actor, personId: string, address: string): Promise<void> {
    demand(canManageNetwork(actor));
    await this.db.tx(async () => {
      const changed = await this.db.run(sql`
        UPDATE person_email SET failed_since = NULL, failed_words = NULL
        WHERE person_id = ${personId} AND address_key = ${addressKey(address)} AND failed_since IS NOT NULL`);
      if (changed) await this.events.record('person.address_works', personId, actor, { address });
    });
  }

  failingOf(personId: string): Promise<FailingAddress[]> {
    return this.db.rows<FailingAddress>(sql`
      SELECT address, failed_since AS failedSince, failed_words AS failedWords FROM person_email
      WHERE person_id = ${personId} AND failed_since IS NOT NULL ORDER BY is_primary DESC, id`);
  }
}
