import { Injectable } from '@nestjs/common';
import {
  AnswerLink,
  InvitationFinder,
  MeetingFinder,
  whenText,
  type InvitationRow,
  type MeetingRow,
} from '@samrad/meetings';
import { stateName } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Outbox, type Letter } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';

/** Who is told what. */
export interface SeatNews {
  invitationId: string;
  kind: 'seat' | 'waiting';
}

/** Tells people that a seat became free for them, or that they wait for one. Inside the transaction. */
@Injectable()
export class SeatLetters {
  constructor(
    private readonly invitations: InvitationFinder,
    private readonly meetings: MeetingFinder,
    private readonly link: AnswerLink,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  /** @returns whom, by name */
  async send(meetingId: string, news: readonly SeatNews[]): Promise<(SeatNews & { name: string })[]> {
    const meeting = found(await this.meetings.one(system, meetingId));
    const kinds = new Map(news.map(({ invitationId, kind }) => [invitationId, kind]));
    const people = await this.invitations.some([...kinds.keys()]);
    const told = people.map((person) => ({ person, kind: kinds.get(person.id)! }));
    await this.outbox.queueAll(told.map(({ person, kind }) => this.letter(meeting, person, kind)));
    return told.map(({ person, kind }) => ({ invitationId: person.id, kind, name: person.name }));
  }

  private letter(meeting: MeetingRow, person: InvitationRow, kind: SeatNews['kind']): Letter {
    const lang = person.language;
    const state = stateName(person.stateCode ?? '', lang);
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(lang, `delegations.seat.mail.${key}`, { title: meeting.title, state, ...params });
    const { day, time } = whenText(lang, meeting);
    const mail = this.views.mail(lang, 'delegations/seat/mail/place', {
      subject: say(`subject.${kind}`),
      greeting: say('greeting', { name: person.name }),
      lead: say(`lead.${kind}`),
      next: say(`next.${kind}`),
      facts: [
        { label: say('meeting'), text: meeting.title },
        { label: say('when'), text: `${day}, ${time}` },
      ],
      href: this.link.urlOf(person.id),
      button: say('button'),
      reason: say('reason'),
    });
    const about = { noun: 'meeting', id: meeting.id };
    return { ...mail, to: { name: person.name, address: person.address }, about, personId: person.personId };
  }
}
