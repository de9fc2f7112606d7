import { Injectable } from '@nestjs/common';
import { Consents, GroupMembers, PersonFinder, RecipientsFinder } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { addressKey } from '@samrad/platform/pure';
import type { MailingRow } from '../mailing/mailing.finder.js';
import { languageFor } from '../mailing/mailing.rules.js';
import { SubscriptionFinder } from '../subscription/subscription.finder.js';
import { SuppressionFinder } from '../suppression/suppression.finder.js';
import { judge, type Candidate, type Judged } from './delivery.rules.js';
import { SilentStates } from './silent-states.js';

type Meant = Pick<Candidate, 'personId' | 'subscriptionId' | 'name' | 'address' | 'ownLanguage'>;

interface Standing {
  personId: string;
  hasLeft: number;
  isFailing: number;
}

/** Whom a mailing means today, who gets it in which language, and who does not and why. */
@Injectable()
export class MailingRecipients {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly groups: GroupMembers,
    private readonly names: RecipientsFinder,
    private readonly persons: PersonFinder,
    private readonly subscriptions: SubscriptionFinder,
    private readonly suppressions: SuppressionFinder,
    private readonly consents: Consents,
    private readonly silent: SilentStates,
  ) {}

  async of(mailing: MailingRow): Promise<Judged[]> {
    const meant = mailing.kind === 'newsletter' ? await this.subscribers(mailing) : await this.members(mailing);
    const candidates = await this.withStandings(mailing, meant);
    return judge(candidates, { languageOf: (own) => languageFor(mailing, own), keyOf: addressKey });
  }

  private async members({ groupId, recipientsId, meetingId }: MailingRow): Promise<Meant[]> {
    if (!groupId) return [];
    const silent = meetingId ? await this.silent.of(meetingId) : [];
    const members = await this.names.meant({ groupId, recipientsId, silent });
    const left = recipientsId === null ? await this.persons.byIds(await this.leftBehind(groupId)) : [];
    return [...members, ...left].map(({ personId, name, address, mailLanguage }) => ({
      ...{ personId, subscriptionId: null, name, address, ownLanguage: mailLanguage },
    }));
  }

  /** Whose time in the group goes on though they have left the network. */
  private async leftBehind(groupId: string): Promise<string[]> {
    const today = this.clock.today();
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT DISTINCT p.id FROM (${await this.groups.query(groupId, today)}) gm JOIN person p ON p.id = gm.person_id
      WHERE p.left_on IS NOT NULL AND p.left_on <= ${today}`);
    return rows.map(({ id }) => id);
  }

  private async subscribers({ listId }: MailingRow): Promise<Meant[]> {
    const rows = await this.subscriptions.confirmed(listId ? [listId] : []);
    return rows.map(({ id, personId, name, address, language }) => ({
      ...{ personId, subscriptionId: id, name: name ?? address, address, ownLanguage: language },
    }));
  }

  private async withStandings({ kind, listId }: MailingRow, meant: readonly Meant[]): Promise<Candidate[]> {
    const personIds = meant.map(({ personId }) => personId).filter((id) => id !== null);
    const addresses = meant.map(({ address }) => address).filter((address) => address !== null);
    const isNewsletter = kind === 'newsletter';
    const [standings, held, willing] = await Promise.all([
      this.standings(personIds),
      this.suppressions.heldBack(addresses, listId ? [listId] : []),
      isNewsletter ? this.consents.havingOf(personIds, 'newsletter') : new Set<string>(),
    ]);
    return meant.map((one) => {
      const standing = one.personId === null ? undefined : standings.get(one.personId);
      return {
        ...one,
        hasLeft: Boolean(standing?.hasLeft),
        isFailing: Boolean(standing?.isFailing),
        isSuppressed: one.address !== null && held.has(addressKey(one.address)),
        isUnwilling: isNewsletter && one.personId !== null && !willing.has(one.personId),
      };
    });
  }

  private async standings(personIds: readonly string[]): Promise<Map<string, Standing>> {
    const today = this.clock.today();
    const found = new Map<string, Standing>();
    for (let at = 0; at < personIds.length; at += 500) {
      const rows = await this.db.rows<Standing>(sql`
        SELECT p.id AS personId, CASE WHEN p.left_on <= ${today} THEN 1 ELSE 0 END AS hasLeft,
          CASE WHEN e.failed_since IS NULL THEN 0 ELSE 1 END AS isFailing
        FROM person p LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
        WHERE p.id IN (${join(personIds.slice(at, at + 500))})`);
      for (const row of rows)
        found.set(row.personId, { ...row, hasLeft: Number(row.hasLeft), isFailing: Number(row.isFailing) });
    }
    return found;
  }
}
