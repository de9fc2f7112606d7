import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import type { Letter } from '@samrad/platform/mail';
import { formatDay, Views } from '@samrad/platform/views';
import type { Audience } from '@samrad/library';
import type { AttendanceRow } from '../attendance/attendance.finder.js';
import { MinutesWords } from '../reading/minutes-words.js';
import type { MinutesSnapshot, RecordedAction } from '../minutes.types.js';

/** What all letters about one publication share. */
export interface Announced {
  meetingId: string;
  number: number;
  audience: Audience;
  note: string | null;
  snapshot: MinutesSnapshot;
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
    const kind = announced.number > 1 ? 'corrected' : 'published';
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
      facts: this.words.facts(heading, lang),
      decisions: parts.flatMap(({ decisions }) => decisions).length,
      actions: mine.map((action) => this.words.action(action, lang)),
    });
    const to = { name: person.name, address: person.address! };
    return { ...letter, to, about: { noun: 'meeting', id: announced.meetingId }, personId: person.personId };
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
  if (responsible.personId === personId) return true;
  if (stateCode === null) return false;
  return responsible.kind === 'all_states' || responsible.stateCodes.includes(stateCode);
}
