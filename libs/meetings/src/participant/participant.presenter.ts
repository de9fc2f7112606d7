import { stateName } from '@samrad/network';
import type { I18n, Language } from '@samrad/platform/i18n';
import type { InvitationRow } from '../invitation/invitation.finder.js';
import { answerLabel, answerParts } from '../meeting/meeting.presenter.js';
import type { Notes } from './participant-notes.js';
import type { MailLine } from './participant.finder.js';
import { answeredOf, byState, countsOf, type Answered } from './participant.rules.js';

const colors: Record<Answered, string> = {
  yes: 'success',
  online: 'success',
  maybe: 'warning',
  no: 'danger',
  none: 'neutral',
};
const icons: Record<Answered, { icon: string }> = {
  yes: { icon: 'CheckmarkCircle' },
  online: { icon: 'Video' },
  maybe: { icon: 'QuestionmarkDiamond' },
  no: { icon: 'XMarkOctagon' },
  none: { icon: 'Clock' },
};
const mailTags = {
  queued: { color: 'info', icon: 'Hourglass' },
  sending: { color: 'info', icon: 'PaperplaneFill' },
  sent: { color: 'success', icon: 'CheckmarkCircle' },
  failed: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  bounced: { color: 'danger', icon: 'ArrowUndo' },
  delayed: { color: 'warning', icon: 'Hourglass' },
  kept: { color: 'neutral', icon: 'Inbox' },
} as const;

/** A row of the table by person. */
export function presentPerson(row: InvitationRow, mails: readonly MailLine[] = []) {
  const answered = answeredOf(row);
  return {
    ...row,
    answer: { text: `meetings.meeting.answer.${answered}`, color: colors[answered], ...icons[answered] },
    delegated: row.status === 'delegated',
    channelKey: row.channel && `meetings.reply.channel.${row.channel}`,
    mails: mails.map(presentMail),
  };
}

/** What another server sent back has failed in its own way; what it reports of a mail that was taken is a delay. */
function presentMail(mail: MailLine) {
  const taken = mail.status === 'sent' && mail.error ? 'delayed' : mail.status;
  const status = mail.bouncedAt ? 'bounced' : taken;
  return { ...mail, ...mailTags[status], statusKey: `meetings.participant.mail.${status}` };
}

/** People and States with what other contexts say about them. */
export function withNotes<P extends { id: string }, S extends { code: string | null }>(
  { persons, states }: Notes,
  board: { people: P[]; states: S[] },
) {
  return {
    people: board.people.map((person) => ({ ...person, notes: persons.get(person.id) })),
    states: board.states.map((line) => ({ ...line, notes: states.get(line.code ?? '') })),
  };
}

/** The bar with its figures; null before anybody is invited. */
export function presentBar(i18n: I18n, lang: Language, rows: readonly InvitationRow[]) {
  const counts = countsOf(rows);
  const parts = answerParts(i18n, lang, counts);
  return { parts, label: answerLabel(parts), answered: counts.total - counts.none, total: counts.total };
}

/** A row of the table by State. */
export function presentStates(i18n: I18n, lang: Language, rows: readonly InvitationRow[]) {
  return byState(rows).map((line) => {
    const parts = answerParts(i18n, lang, line.counts);
    const said = parts.filter(({ n }) => n > 0);
    return { ...line, parts, label: answerLabel(said), name: line.code ? stateName(line.code, lang) : null };
  });
}
