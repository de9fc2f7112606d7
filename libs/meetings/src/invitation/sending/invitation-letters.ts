import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { PersonFinder } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import type { Letter, Mailbox } from '@samrad/platform/mail';
import { Pdf } from '@samrad/platform/pdf';
import { formatDay, formatLongDay, Views } from '@samrad/platform/views';
import { AgendaFinder } from '../../agenda/agenda.finder.js';
import { linesFor, type AgendaReader } from '../../agenda/agenda.policy.js';
import type { AgendaLine } from '../../agenda/agenda.types.js';
import { AgendaReaders } from '../../agenda/reader/agenda-readers.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { groupName, whenText } from '../../meeting/meeting.presenter.js';
import { choicesFor } from '../../reply/answer.rules.js';
import { briefAgenda } from './brief-agenda.js';
import { AnswerLink } from './answer-link.js';
import { buildInvitation, type CalendarAttendee } from '../invitation-calendar.js';
import type { InvitationStatus } from '../invitation.entity.js';
import { asksForAnswer, calendarOf, partstatFor, type LetterKind } from '../invitation.rules.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { LetterNews, type NewsMatter } from './letter-news.js';
import { oneLine, titleOf, type ToldFacts } from './told-facts.rules.js';

/** One person as a letter needs them. */
export interface Addressee {
  invitationId: string;
  personId: string;
  name: string;
  address: string;
  language: Language;
  role: 'required' | 'optional';
  status: InvitationStatus;
  /** Name of the person in whose place they are asked. */
  insteadOf?: string;
  /** Message-ID of the first invitation; null before it. */
  firstMessageId: string | null;
  /** What the last mail told (JSON, `ToldFacts`); null or absent: none. */
  toldFacts?: string | null;
}

/** What is the same for everybody. */
interface Matter {
  meeting: MeetingRow;
  kind: LetterKind;
  /** Null: the mailbox that sends answers questions too. */
  secretary: Mailbox | null;
  /** The items that a person may know of, as many as fit a mail. */
  agenda: (person: Addressee) => AgendaLine[];
  /** Whom everybody's calendar lists; empty unless the meeting is set so. */
  participants: readonly Addressee[];
  news: NewsMatter;
}

/** Words of a mail that its calendar part has too. */
interface Said {
  lead: string;
  contact: Mailbox;
  why: string | null;
  changes: string[];
}

/** Mails that tell the reason an organiser gave. */
const explained: readonly LetterKind[] = ['moved', 'cancelled', 'postponed'];
/** Mails that take an invitation back. */
const takenBack: readonly LetterKind[] = ['cancelled', 'postponed', 'removed', 'released'];
/** Who need not come gets no link to join. */
const leftOut: readonly LetterKind[] = ['removed', 'released'];

/** Writes the mails about invitations: text, HTML and calendar part, in the language of each person. */
@Injectable()
export class InvitationLetters {
  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly persons: PersonFinder,
    private readonly agendas: AgendaFinder,
    private readonly readers: AgendaReaders,
    private readonly finder: InvitationFinder,
    private readonly link: AnswerLink,
    private readonly news: LetterNews,
    private readonly pdf: Pdf,
    private readonly views: Views,
  ) {}

  /** One letter for each, in the same order. */
  async write(meeting: MeetingRow, kind: LetterKind, people: readonly Addressee[]): Promise<Letter[]> {
    const matter = await this.matter(meeting, kind, people);
    return people.map((person) => this.letter(matter, person));
  }

  private async matter(meeting: MeetingRow, kind: LetterKind, people: readonly Addressee[]): Promise<Matter> {
    const readers = await this.readers.invited(people.map(({ personId }) => personId));
    const [secretary, version, participants, news] = await Promise.all([
      meeting.secretaryId ? this.persons.byId(meeting.secretaryId) : undefined,
      this.agendas.newest(meeting.id),
      this.participants(meeting, kind, people),
      this.news.matter(meeting, kind, { people, readers }),
    ]);
    const agenda = (person: Addressee) => shownTo(readers(person.personId), version?.snapshot.items ?? []);
    const writer = secretary?.address ? { name: secretary.name, address: secretary.address } : null;
    const shown = leftOut.includes(kind) ? { ...meeting, videoUrl: null } : meeting;
    return { meeting: shown, kind, secretary: writer, agenda, participants, news };
  }

  /** Those who are invited already and those who are invited just now, where the meeting shows them to one another. */
  private async participants(
    { id, showsParticipants }: MeetingRow,
    kind: LetterKind,
    people: readonly Addressee[],
  ): Promise<readonly Addressee[]> {
    if (!showsParticipants || !asksForAnswer(kind)) return [];
    const listed = new Set(people.map(({ invitationId }) => invitationId));
    const before = (await this.finder.invited(id)).filter((row) => !listed.has(row.id)).map(addresseeOf);
    return [...people, ...before];
  }

  private letter(whole: Matter, person: Addressee): Letter {
    const matter = { ...whole, meeting: asKnownTo(person, whole) };
    const { meeting } = whole;
    const words = this.words(matter, person);
    const mail = this.views.mail(person.language, 'meetings/invitation/mail/letter', words);
    return {
      ...mail,
      from: this.organiser(meeting),
      to: { name: oneLine(person.name), address: person.address },
      calendar: this.calendar(matter, person, words),
      inReplyTo: person.firstMessageId ?? undefined,
      about: { noun: 'meeting', id: meeting.id },
      personId: person.personId,
      expiresAt: meeting.endAt,
    };
  }

  private words(matter: Matter, person: Addressee) {
    const { meeting, kind } = matter;
    const say = this.speaker(person.language);
    const title = titleOf(meeting);
    const asks = asksForAnswer(kind);
    return {
      subject: say(`subject.${kind}`, { title, day: formatDay(meeting.startWall, person.language) }),
      heading: title,
      greeting: say('greeting', { name: person.name }),
      lead: this.lead(matter, person),
      why: explained.includes(kind) ? meeting.statusReason : null,
      changes: this.news.changes(matter.news, person),
      lapsed: this.news.lapsed(matter.news, person),
      about: calendarOf(kind).method === 'REQUEST' ? meeting.description : null,
      facts: this.facts(meeting, person.language, { url: asks ? this.link.urlOf(person.invitationId) : null }),
      ...(asks ? this.question(matter, person) : { buttons: [], answerBy: null, agenda: { lines: [], more: 0 } }),
      agendaUrl: this.agendaUrl(person),
      agendaPdfUrl: this.pdf.available ? this.link.urlOf(person.invitationId, { file: 'agenda.pdf' }) : null,
      contact: this.contact(matter, person.language),
      reason: say(kind === 'hold' ? 'reason_hold' : 'reason', { title }),
    };
  }

  private lead({ meeting, kind }: Matter, { language, status, insteadOf }: Addressee): string {
    const group = meeting.groupId ? groupName(language, meeting) : null;
    const waits = kind === 'changed' && status === 'needs_action' ? 'unanswered' : null;
    const context = kind === 'reminder' ? this.lateness(meeting) : (waits ?? (group && 'group'));
    const owner = this.env.ownerName(language);
    const say = this.speaker(language);
    const lead = say(`lead.${kind}`, { owner, group, context: context ?? undefined });
    return insteadOf ? `${lead} ${say('insteadOf', { name: insteadOf })}` : lead;
  }

  private organiser({ organiserAddress }: MeetingRow): Mailbox {
    const { name, address } = this.env.organiser;
    return { name, address: organiserAddress ?? address };
  }

  private contact({ secretary }: Matter, language: Language): Mailbox {
    const { name, address } = this.env.mailFrom;
    return secretary ?? { name: name || this.env.ownerName(language), address };
  }

  private question({ meeting, agenda }: Matter, person: Addressee) {
    const { answerBy } = meeting;
    const day = answerBy && formatLongDay(answerBy, person.language);
    const context = this.lateness(meeting) ?? undefined;
    return {
      buttons: this.buttons(meeting, person),
      answerBy: day ? this.speaker(person.language)('answerBy', { day, context }) : null,
      agenda: briefAgenda(agenda(person), meeting.startWall, person.language),
    };
  }

  private lateness({ answerBy, zone }: MeetingRow): 'late' | null {
    return answerBy !== null && answerBy < this.clock.today(zone) ? 'late' : null;
  }

  /** On the person's own page: it opens without an account, whoever may see the meeting. */
  private agendaUrl = ({ invitationId }: Addressee) => `${this.link.urlOf(invitationId)}#agenda`;

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
      href: this.link.urlOf(invitationId, { choice }),
      text: this.views.i18n.t(language, `meetings.reply.choice.${choice}`),
      plain: index > 0,
    }));
  }

  private calendar(matter: Matter, person: Addressee, words: Said) {
    const { meeting, kind } = matter;
    const { method, status } = calendarOf(kind);
    const stamp = this.clock.instant();
    const { startWall, endWall, zone } = meeting;
    const content = buildInvitation({
      ...{ method, status, stamp, lastModified: stamp },
      uid: meeting.uid,
      sequence: meeting.sequence,
      summary: titleOf(meeting),
      description: this.description(matter, person, words),
      location: meeting.place,
      url: kind === 'hold' ? null : this.link.urlOf(person.invitationId),
      conferenceUrl: meeting.videoUrl,
      start: { wall: startWall, zone },
      end: { wall: endWall, zone },
      organizer: this.organiser(meeting),
      attendee: attendeeFor(kind, person),
      asks: asksForAnswer(kind),
      others: matter.participants
        .filter(({ invitationId }) => invitationId !== person.invitationId)
        .map((other) => attendeeFor(kind, other)),
      refusesProposals: Boolean(meeting.refusesProposals),
    });
    return { method, content };
  }

  /** Plain text for the calendar: what it is, when and where, the agenda and where the whole of it is, whom to ask. */
  private description(
    { meeting, kind, agenda }: Matter,
    person: Addressee,
    { lead, contact, why, changes }: Said,
  ): string {
    const url = asksForAnswer(kind) ? this.link.urlOf(person.invitationId) : null;
    const say = this.speaker(person.language);
    const agendaLink = `${say('agendaLink')}: ${this.agendaUrl(person)}`;
    const { lines, more } = briefAgenda(agenda(person), meeting.startWall, person.language);
    return [
      lead,
      ...(why ? [`${say('why')}: ${why}`] : []),
      ...changes,
      ...(meeting.description ? [meeting.description] : []),
      ...this.facts(meeting, person.language, { url }).map(({ label, text }) => `${label}: ${text}`),
      ...lines.map(({ number, title, start }) => `${start} ${number}. ${title}`),
      ...(more ? [say('agendaMore', { count: more })] : []),
      ...(kind === 'hold' ? [] : [agendaLink]),
      `${contact.name} <${contact.address}>`,
    ].join('\n');
  }
}

/** Who need not come any more is told of the meeting that they know of, whatever has become of it since. */
function asKnownTo({ toldFacts }: Addressee, { meeting, kind }: Matter): MeetingRow {
  if (!takenBack.includes(kind) || !toldFacts) return meeting;
  const { startWall, endWall, zone, place } = JSON.parse(toldFacts) as ToldFacts;
  return { ...meeting, startWall, endWall, zone, place };
}

const shownTo = (reader: AgendaReader, items: readonly AgendaLine[]): AgendaLine[] =>
  linesFor(reader, items).filter(({ number }) => number !== null);

/** An invitation as a letter needs it. */
export const addresseeOf = (row: InvitationRow): Addressee & InvitationRow => ({ ...row, invitationId: row.id });

const attendeeFor = (kind: LetterKind, { name, address, role, status }: Addressee): CalendarAttendee => ({
  name,
  address,
  role: role === 'required' ? 'REQ-PARTICIPANT' : 'OPT-PARTICIPANT',
  partstat: partstatFor(kind, status),
});
