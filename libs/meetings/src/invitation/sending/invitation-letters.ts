import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { PersonFinder } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import type { Letter, Mailbox } from '@samrad/platform/mail';
import { formatDay, formatLongDay, Views } from '@samrad/platform/views';
import { AgendaFinder } from '../../agenda/agenda.finder.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { groupName, whenText } from '../../meeting/meeting.presenter.js';
import { referenceOf } from '../../meeting/meeting.rules.js';
import { choicesFor } from '../../reply/answer.rules.js';
import { AnswerLink } from './answer-link.js';
import { buildInvitation } from '../invitation-calendar.js';
import type { InvitationStatus } from '../invitation.entity.js';
import { calendarOf, partstatFor, type LetterKind } from '../invitation.rules.js';

/** One person as a letter needs them. */
export interface Addressee {
  invitationId: string;
  personId: string;
  name: string;
  address: string;
  language: Language;
  role: 'required' | 'optional';
  status: InvitationStatus;
  /** Message-ID of the first invitation; null before it. */
  firstMessageId: string | null;
}

/** What is the same for everybody. */
interface Matter {
  meeting: MeetingRow;
  kind: LetterKind;
  /** Null: the mailbox that sends answers questions too. */
  secretary: Mailbox | null;
  agenda: { number: number | null; title: string; start: string }[];
}

const agendaLines = 8;

/** Writes the mails about invitations: text, HTML and calendar part, in the language of each person. */
@Injectable()
export class InvitationLetters {
  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly persons: PersonFinder,
    private readonly agendas: AgendaFinder,
    private readonly link: AnswerLink,
    private readonly views: Views,
  ) {}

  /** One letter for each, in the same order. */
  async write(meeting: MeetingRow, kind: LetterKind, people: readonly Addressee[]): Promise<Letter[]> {
    const matter = await this.matter(meeting, kind);
    return people.map((person) => this.letter(matter, person));
  }

  private async matter(meeting: MeetingRow, kind: LetterKind): Promise<Matter> {
    const [secretary, version] = await Promise.all([
      meeting.secretaryId ? this.persons.byId(meeting.secretaryId) : undefined,
      this.agendas.version(meeting.id),
    ]);
    const agenda = (version?.snapshot.items ?? []).filter(({ number }) => number !== null).slice(0, agendaLines);
    return {
      meeting,
      kind,
      secretary: secretary?.address ? { name: secretary.name, address: secretary.address } : null,
      agenda,
    };
  }

  private letter(matter: Matter, person: Addressee): Letter {
    const { meeting } = matter;
    const words = this.words(matter, person);
    const mail = this.views.mail(person.language, 'meetings/invitation/mail/letter', words);
    return {
      ...mail,
      to: { name: person.name, address: person.address },
      calendar: this.calendar(matter, person, words),
      inReplyTo: person.firstMessageId ?? undefined,
      about: { noun: 'meeting', id: meeting.id },
      personId: person.personId,
    };
  }

  private words(matter: Matter, person: Addressee) {
    const { meeting, kind } = matter;
    const say = this.speaker(person.language);
    const title = titleOf(meeting);
    const group = meeting.groupId ? groupName(person.language, meeting) : null;
    const asks = calendarOf(kind).method === 'REQUEST';
    return {
      subject: say(`subject.${kind}`, { title, day: formatDay(meeting.startWall, person.language) }),
      heading: title,
      greeting: say('greeting', { name: person.name }),
      lead: say(`lead.${kind}`, {
        owner: this.env.ownerName(person.language),
        group,
        context: group ? 'group' : undefined,
      }),
      why: ['moved', 'cancelled', 'postponed'].includes(kind) ? meeting.statusReason : null,
      facts: this.facts(meeting, person.language, { url: asks ? this.link.urlOf(person.invitationId) : null }),
      ...(asks ? this.question(matter, person) : { buttons: [], answerBy: null, agenda: [] }),
      agendaUrl: `${this.env.publicUrl}/meetings/${meeting.id}#agenda`,
      contact: this.contact(matter, person.language),
      reason: say('reason', { title }),
    };
  }

  private contact({ secretary }: Matter, language: Language): Mailbox {
    const { name, address } = this.env.mailFrom;
    return secretary ?? { name: name || this.env.ownerName(language), address };
  }

  /** What only a mail that asks for an answer has. */
  private question({ meeting, agenda }: Matter, person: Addressee) {
    const { answerBy } = meeting;
    const day = answerBy && formatLongDay(answerBy, person.language);
    return {
      buttons: this.buttons(meeting, person),
      answerBy: day ? this.speaker(person.language)('answerBy', { day }) : null,
      agenda: agenda.map((item) => ({ ...item, start: item.start.slice(11, 16) })),
    };
  }

  private speaker(language: Language) {
    return (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(language, `meetings.invitation.mail.${key}`, params);
  }

  private facts(meeting: MeetingRow, language: Language, { url }: { url: string | null }) {
    const label = (name: string) => this.views.i18n.t(language, `meetings.invitation.fact.${name}`);
    return [
      { label: label('when'), text: Object.values(whenText(language, meeting)).join(', ') },
      { label: label('where'), text: meeting.place },
      { label: label('video'), text: meeting.videoUrl, href: meeting.videoUrl },
      { label: label('answer'), text: url, href: url },
    ].filter((fact) => fact.text);
  }

  private buttons(meeting: MeetingRow, { invitationId, language }: Addressee) {
    return choicesFor(meeting).map((choice, index) => ({
      href: this.link.urlOf(invitationId, choice),
      text: this.views.i18n.t(language, `meetings.reply.choice.${choice}`),
      plain: index > 0,
    }));
  }

  private calendar({ meeting, kind, agenda }: Matter, person: Addressee, words: { lead: string; contact: Mailbox }) {
    const { method, status } = calendarOf(kind);
    const url = this.link.urlOf(person.invitationId);
    const { startWall, endWall, zone } = meeting;
    const content = buildInvitation({
      method,
      status,
      uid: meeting.uid,
      sequence: meeting.sequence,
      stamp: this.clock.instant(),
      lastModified: meeting.updatedAt,
      summary: titleOf(meeting),
      description: [
        words.lead,
        ...this.facts(meeting, person.language, { url }).map(({ label, text }) => `${label}: ${text}`),
        ...agenda.map(({ number, title, start }) => `${start.slice(11, 16)} ${number}. ${title}`),
        `${words.contact.name} <${words.contact.address}>`,
      ].join('\n'),
      location: meeting.place,
      url,
      conferenceUrl: meeting.videoUrl,
      start: { wall: startWall, zone },
      end: { wall: endWall, zone },
      organizer: this.env.organiser,
      attendee: {
        name: person.name,
        address: person.address,
        role: person.role === 'required' ? 'REQ-PARTICIPANT' : 'OPT-PARTICIPANT',
        partstat: partstatFor(kind, person.status),
      },
    });
    return { method, content };
  }
}

/** `REG 41: Return and reintegration`; line breaks cannot be in a title, but in an imported one. */
export const titleOf = (meeting: MeetingRow): string =>
  [referenceOf(meeting), meeting.title]
    .filter(Boolean)
    .join(': ')
    .replace(/[\u0000-\u001f\u007f]+/g, ' ');

/** What an invited person knows of a meeting: when this differs from what was sent, there is news. */
export function digestOf(meeting: MeetingRow): string {
  const { startWall, endWall, zone, place, videoUrl, status } = meeting;
  const life = status === 'cancelled' || status === 'postponed' ? status : 'called';
  const told = [titleOf(meeting), startWall, endWall, zone, place ?? '', videoUrl ?? '', life];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}
