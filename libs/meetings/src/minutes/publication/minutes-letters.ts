import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import type { Language } from '@samrad/platform/i18n';
import type { Letter } from '@samrad/platform/mail';
import { formatDay, Views } from '@samrad/platform/views';
import type { Audience } from '@samrad/library';
import type { AttendanceRow } from '../attendance/attendance.finder.js';
import { MinutesWords } from '../reading/minutes-words.js';
import { differenceBetween } from './difference.js';
import type { MinutesSnapshot, RecordedAction } from '../minutes.types.js';

const mostParts = 8;
const mostLines = 4;
const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text);

/** What all letters about one publication share. */
export interface Announced {
  meetingId: string;
  number: number;
  audience: Audience;
  note: string | null;
  snapshot: MinutesSnapshot;
  /** What the text is compared with: what went round, or the version before; null: there is nothing. */
  before: { kind: 'circulated' | 'version'; audience: Audience | null; snapshot: MinutesSnapshot } | null;
}

/** Tells each participant in their language where the minutes are and which actions are theirs. */
@Injectable()
export class MinutesLetters {
  constructor(
    private readonly views: Views,
    private readonly words: MinutesWords,
    private readonly env: Env,
  ) {}

  for(person: AttendanceRow, announced: Announced): Letter {
    const lang = person.mailLanguage;
    const { heading, parts } = announced.snapshot;
    const say = (key: string, params?: object) =>
      this.views.i18n.t(lang, `meetings.minutes.mail.${key}`, params as Record<string, unknown>);
    const kind = announced.before?.kind === 'version' ? 'corrected' : 'published';
    const params = { title: heading.title, day: formatDay(heading.startWall, lang), number: announced.number };
    const mine = parts.flatMap(({ actions }) => actions).filter((action) => concerns(action, person));
    const letter = this.views.mail(lang, 'meetings/minutes/mail/published', {
      subject: say(`${kind}Subject`, params),
      reason: say('reason', params),
      intro: say(`${kind}Intro`, params),
      name: person.name,
      note: announced.note,
      href: this.address(announced),
      signIn: announced.audience !== 'public',
      ...this.differences(lang, announced),
      facts: this.words.facts(heading, lang),
      decisions: parts.flatMap(({ decisions }) => decisions).length,
      actions: mine.map((action) => this.words.action(action, lang)),
    });
    const to = { name: person.name, address: person.address! };
    return { ...letter, to, about: { noun: 'meeting', id: announced.meetingId }, personId: person.personId };
  }

  /** In words: what was taken out and what is new under each item, as far as a mail can hold it. */
  private differences(lang: Language, { before, snapshot }: Announced) {
    if (!before) return { changes: null };
    const found = differenceBetween(before.snapshot, snapshot);
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(lang, `meetings.minutes.mail.${key}`, params);
    const told = (text: string) => shortened(this.words.withDay(text, lang));
    const changes = found.slice(0, mostParts).map(({ number, title, isAttendance, gone, added }) => ({
      heading: isAttendance ? say('attendance') : [number && `${number}.`, title].filter(Boolean).join(' '),
      lines: [
        ...gone.slice(0, mostLines).map((text) => say('gone', { text: told(text) })),
        ...added.slice(0, mostLines).map((text) => say('added', { text: told(text) })),
      ],
    }));
    const lead = say(found.length ? 'changes' : 'unchanged', { context: before.kind });
    return { changes: { lead, parts: changes, hasMore: found.length > mostParts } };
  }

  /** What not everybody may read is behind the sign-in, which goes on to the minutes. */
  private address({ meetingId, audience }: Announced): string {
    const path = `/meetings/${meetingId}/minutes`;
    const way = audience === 'public' ? path : `/sign-in?next=${encodeURIComponent(path)}`;
    return `${this.env.publicUrl}${way}`;
  }
}

/** Whether an action asks the person or the State they took part for. */
function concerns({ responsible }: RecordedAction, { personId, stateCode }: AttendanceRow): boolean {
  if (responsible.personId === personId || responsible.personIds?.includes(personId)) return true;
  if (stateCode === null) return false;
  return responsible.kind === 'all_states' || responsible.stateCodes.includes(stateCode);
}
