import { Injectable } from '@nestjs/common';
import {
  AttendanceFinder,
  type AttendanceRow,
  type Attendee,
  isHere,
  type MeetingRow,
  MinutesWords,
  participantTable,
} from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import type { Language } from '@samrad/platform/i18n';
import type { Paper, PaperBlock } from '@samrad/platform/office';
import { standingOf } from './paper.rules.js';
import { PaperWords } from './paper-words.js';

/** Participants by State: who comes, or who was there once that is noted; no addresses, and where they work as they show it to the reader. */
@Injectable()
export class ParticipantPaper {
  constructor(
    private readonly attendance: AttendanceFinder,
    private readonly minutesWords: MinutesWords,
    private readonly words: PaperWords,
  ) {}

  /** @returns null when nobody is on the list. No rights are asked here. */
  async paper({ actor, lang }: Ctx, meeting: MeetingRow, without: readonly string[]): Promise<Paper | null> {
    const rows = (await this.attendance.seenBy(actor, meeting.id)).filter((row) => row.isSent || row.presence !== null);
    if (!rows.length) return null;
    const isNoted = rows.some(({ presence }) => presence !== null);
    const list = (standing: 'here' | 'away') =>
      rows.filter((row) => standingOf(row, isNoted) === standing).map((row) => attendeeOf(row, meeting));
    const away = without.includes('absent') ? [] : list('away');
    const blocks = [
      ...this.part(lang, isNoted ? 'present' : 'coming', list('here')),
      ...this.part(lang, isNoted ? 'absent' : 'notComing', away),
    ];
    return this.words.paper(lang, meeting, {
      title: this.words.say(lang, 'title.participants', { title: meeting.title }),
      blocks,
    });
  }

  private part(lang: Language, key: string, people: Attendee[]): PaperBlock[] {
    if (!people.length) return [];
    const heading = { kind: 'section' as const, text: this.words.say(lang, `${key}`, { count: people.length }) };
    const delegations = this.minutesWords.delegations(people, lang).map(({ stateCode, label, people: all }) => ({
      state: label,
      people: all.map((person) => ({
        name: person.name,
        organisation: stateCode ? person.organisation : null,
        note: this.minutesWords.noteOn(person, lang),
      })),
    }));
    const label = (name: string) => this.minutesWords.say(lang, `pdf.${name}`);
    const labels = { state: label('state'), name: label('name'), organisation: label('organisation') };
    return [heading, participantTable(delegations, labels)];
  }
}

function attendeeOf(row: AttendanceRow, { chairId, secretaryId }: MeetingRow): Attendee {
  const { personId, name, organisation, stateCode, presence, answerMode } = row;
  const mode = presence === null ? answerMode : isHere(presence) ? presence : null;
  const part = personId === chairId ? 'chair' : personId === secretaryId ? 'secretary' : null;
  return { name, organisation, stateCode, mode, part };
}
