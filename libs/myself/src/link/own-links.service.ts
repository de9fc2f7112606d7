import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonFinder, type Contact } from '@samrad/network';
import { hashOf, RateLimits } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { addressKey } from '@samrad/platform/pure';
import { Env } from '../../../../config/env.js';
import { PrivacyLetters } from './privacy-letters.js';
import { OwnLink } from './link.entity.js';

const job = 'myself.send-own-link';
/** A link that somebody asked for; one that we send by ourselves waits longer in a mailbox. */
export const linkHours = 24;

/** Personal links to the own page, for people with and without account. */
@Injectable()
export class OwnLinks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly jobs: Jobs,
    private readonly limits: RateLimits,
    private readonly persons: PersonFinder,
    private readonly letters: PrivacyLetters,
  ) {}

  onModuleInit(): void {
    this.jobs.on(job, ({ address }: { address: string }) => this.send(address));
    this.jobs.hourly(() => this.forgetOld());
  }

  /** Does the same for every address: whether it is known shows only in its mailbox. @throws TooMany */
  async request(address: string, ip: string): Promise<void> {
    const key = addressKey(address);
    await this.limits.hit(`own-link-ip:${hashOf(ip)}`, 20, 3600);
    await this.limits.hit(`own-link:${hashOf(key)}`, 3, 3600);
    await this.jobs.later(job, { address: key });
  }

  /** A new link. Joins the open transaction. @returns its address */
  async issue(personId: string, hours = linkHours): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const row = { id: hashOf(secret), personId, createdAt: this.clock.instant() };
    await this.db.tx(() =>
      this.db.insert(OwnLink, { ...row, expiresAt: this.clock.instantIn(hours * 3600) }).then(() => undefined),
    );
    return `${this.env.publicUrl}/m/${secret}`;
  }

  private async send(key: string): Promise<void> {
    const person = await this.persons.byAddress(key);
    if (!person) return;
    const addresses = await this.persons.addressesOf(person.personId);
    const address = addresses.find((one) => addressKey(one) === key)!;
    await this.db.tx(() => this.mail({ ...person, address }));
  }

  private async mail(person: Contact): Promise<void> {
    const href = await this.issue(person.personId);
    await this.letters.send(person, { about: 'link', href, params: { hours: linkHours } });
  }

  private async forgetOld(): Promise<void> {
    const now = this.clock.instant();
    await this.db.tx(async () => {
      await this.db.run(sql`DELETE FROM own_link WHERE expires_at <= ${now}`);
      await this.db.run(sql`DELETE FROM new_address WHERE expires_at <= ${now}`);
    });
  }
}
