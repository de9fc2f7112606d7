import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Erasures, holdPerson, Person, PersonFinder, PersonProtection, type Erased } from '@samrad/network';
import { hashOf, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, raw, sql } from '@samrad/platform/database';
import { demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { lastMail, ownPageMail, privacyMail } from '@samrad/platform/mail';
import { addressKey, fold } from '@samrad/platform/pure';
import { Search } from '@samrad/platform/search';
import { Redaction } from '@samrad/platform/traces';
import { canDecideRequests } from '../request/request.policy.js';
import { hintsOf, pseudonymOf, withoutPerson, type Pseudonym } from './erasure.rules.js';
import { ErasureFinder } from './erasure.finder.js';
import { HeldTables } from './held-tables.js';
import { Sweep } from './sweep.js';

/** Erases somebody: what they were asked and answered for their State stays, of somebody without a name. */
@Injectable()
export class ErasureService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly search: Search,
    private readonly redaction: Redaction,
    private readonly persons: PersonFinder,
    private readonly protection: PersonProtection,
    private readonly erasures: Erasures,
    private readonly finder: ErasureFinder,
    private readonly tables: HeldTables,
    private readonly sweep: Sweep,
  ) {}

  onModuleInit(): void {
    this.jobs.hourly(() => this.forgetLastMails());
  }

  /** All or nothing, and for good. Joins the open transaction. @throws Forbidden, NotFound, Conflict for whoever must stay */
  async erase(actor: Actor, personId: string): Promise<void> {
    demand(canDecideRequests(actor));
    await this.db.tx(async () => {
      await holdPerson(this.db, personId);
      const person = found(await this.persons.byId(personId));
      await this.protection.demandDeparture(actor, personId);
      const known = await this.finder.known(personId);
      const formerIds = await this.finder.formerIds(personId);
      const pseudonym = pseudonymOf({ stateCode: person.stateCode, id: personId });
      const words = { hints: hintsOf(known), anew: withoutPerson(known, pseudonym), names: known.names, pseudonym };
      const erased: Erased = { personId, formerIds, pseudonym: nameOf(pseudonym), ...known };
      await this.erasures.erase(actor, erased);
      await this.dropRows(erased);
      await this.namelessRow(personId, pseudonym);
      await this.cleanLog(actor, erased, words);
      await this.dropMails([personId, ...formerIds], known.addresses);
      await this.sweep.through(words);
      await this.search.remove('person', personId);
      await this.events.record('person.erased', personId, actor);
    });
  }

  /** What goes with the person, also what only has their address, and the links by which they answered. */
  private async dropRows({ personId, addresses }: Erased): Promise<void> {
    const held = this.tables.all();
    for (const { table, column, columns } of held.filter((one) => one.holding.isErased)) {
      const statement = `DELETE FROM \`${table}\` WHERE \`${column}\` = ?`;
      await this.db.run({ sql: statement, values: [personId] });
      if (columns.addressKey && addresses.length) {
        await this.db.run(sql`
          DELETE FROM ${raw(table)} WHERE ${raw(column)} IS NULL AND address_key IN (${join(addresses.map(addressKey))})`);
      }
    }
    for (const { table, column, linkHash, key } of held.filter((one) => one.linkHash && !one.holding.isErased)) {
      const query = `SELECT \`${key[0]}\` AS id FROM \`${table}\` WHERE \`${column}\` = ?`;
      for (const { id } of await this.db.rows<{ id: string }>({ sql: query, values: [personId] })) {
        const closed = hashOf(randomBytes(32).toString('base64url'));
        await this.db.run({
          ...{ sql: `UPDATE \`${table}\` SET \`${linkHash}\` = ? WHERE \`${key[0]}\` = ?`, values: [closed, id] },
        });
      }
    }
  }

  private async namelessRow(personId: string, pseudonym: Pseudonym): Promise<void> {
    const [today, now] = [this.clock.today(), this.clock.instant()];
    const sortName = fold(`${pseudonym.familyName} ${pseudonym.givenName}`);
    const gone = { phone: null, note: null, about: null, reach: 'circle' as const, restrictedAt: null };
    const times = { erasedAt: now, updatedAt: now, confirmedAt: null, askedAt: null, remindedOn: null };
    const version = () => 'version + 1';
    await this.db.repo(Person).update({ id: personId }, { ...pseudonym, sortName, ...gone, ...times, version });
    await this.db.run(sql`
      UPDATE person SET has_departure = 1, left_on = ${today} WHERE id = ${personId}
        AND (left_on IS NULL OR left_on > ${today})`);
    await this.db.run(sql`DELETE FROM membership WHERE person_id = ${personId} AND valid_from > ${today}`);
    await this.db.run(sql`
      UPDATE membership SET valid_to = ${today}
      WHERE person_id = ${personId} AND (valid_to IS NULL OR valid_to > ${today})`);
    for (const { table, column, sortName: copy, holding } of this.tables.all()) {
      if (!copy || holding.isErased) continue;
      const statement = `UPDATE \`${table}\` SET \`${copy}\` = ? WHERE \`${column}\` = ?`;
      await this.db.run({ sql: statement, values: [sortName, personId] });
    }
  }

  private async cleanLog(actor: Actor, erased: Erased, words: Parameters<Sweep['through']>[0]): Promise<void> {
    const { personId, formerIds, pseudonym } = erased;
    for (const id of [personId, ...formerIds]) await this.redaction.ofPerson(actor, id, pseudonym);
    if (words.hints.length) await this.redaction.ofMentions(actor, personId, words);
    await this.db.run(sql`UPDATE privacy_request SET words = NULL, reason = NULL WHERE person_id = ${personId}`);
  }

  /** Also those to an address that is nobody else's. The last mail stays while it waits to be sent, and only then. */
  private async dropMails(ids: readonly string[], addresses: readonly string[]): Promise<void> {
    await this.db.run(sql`DELETE FROM mail_message WHERE person_id IN (${join([...ids])})`);
    if (addresses.length) {
      await this.db.run(sql`
        DELETE FROM mail_message WHERE person_id IS NULL AND LOWER(to_address) IN (${join(addresses.map(addressKey))})
          AND COALESCE(about_noun, '') <> ${lastMail} AND NOT EXISTS (
            SELECT 1 FROM person_email e WHERE e.address_key = LOWER(mail_message.to_address))`);
    }
    await this.forgetLastMails();
  }

  /** What a sender that fell over had got rid of, too. */
  private async forgetLastMails(): Promise<void> {
    await this.db.tx(() =>
      this.db.run(sql`
        DELETE FROM mail_message WHERE about_noun IN (${lastMail}, ${ownPageMail}, ${privacyMail})
          AND about_id = 'erasure' AND status IN ('sent', 'kept', 'failed')`),
    );
  }
}

const nameOf = ({ givenName, familyName }: Pseudonym): string => `${givenName} ${familyName}`;
