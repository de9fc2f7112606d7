import { Injectable } from '@nestjs/common';
import { AddressStanding, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { SentMails, type MailReference, type SentMail } from '@samrad/platform/mail';
import type { InvitationRow } from '../invitation.finder.js';

/** What another server said of a mail that came back. */
export interface Report {
  /** `hard`: the address itself does not work. */
  kind: 'hard' | 'soft';
  /** The other server has given up; else it is still trying. */
  isFinal: boolean;
  words: string | null;
}

/** Mail that came back: noted with the mail, with the person's address and with the meeting. Inside a transaction. */
@Injectable()
export class Bounces {
  constructor(
    private readonly db: Db,
    private readonly mails: SentMails,
    private readonly addresses: AddressStanding,
    private readonly persons: PersonFinder,
    private readonly events: Events,
  ) {}

  /** Does nothing about mail that is not ours. */
  async record(reference: MailReference, report: Report): Promise<void> {
    const mail = await this.mails.find(reference);
    if (!mail) return;
    const { kind, isFinal, words } = report;
    await this.mails.cameBack(mail.id, { final: isFinal, words });
    if (kind === 'hard' || isFinal) await this.addresses.cameBack({ address: mail.toAddress, kind, words });
    if (isFinal) await this.tellMeeting(mail, kind);
  }

  private async tellMeeting(mail: SentMail, kind: Report['kind']): Promise<void> {
    if (mail.aboutNoun !== 'meeting' || !mail.aboutId) return;
    const { personId } = mail;
    const name = personId && (await this.persons.nameOf(personId));
    const data = { personId, kind, ...(name && { name, context: 'named' }) };
    await this.events.record('meeting.mail_failed', mail.aboutId, system, data);
  }

  /** An answer to a mail that was delivered after the address had failed: it works again. */
  async answered({ personId, address, failedSince }: InvitationRow): Promise<void> {
    if (failedSince === null) return;
    const delivered = await this.db.row(sql`
      SELECT id FROM mail_message WHERE person_id = ${personId} AND to_address = ${address} AND status = 'sent'
        AND sent_at > ${failedSince} LIMIT 1`);
    if (delivered) await this.addresses.works(system, personId, address);
  }
}
