import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { type RecordPlace, toHtml, toMarkdown } from '@samrad/platform/richtext';
import { formatDay } from '@samrad/platform/views';
import { CarriedWords } from '../agenda/carried/carried-words.js';
import type { MeetingRow } from '../meeting/meeting.finder.js';
import { cityOf } from '../meeting/meeting.presenter.js';
import { isPublishable, isWritable } from './minutes.rules.js';
import type { MinutesStatus } from './minutes.entity.js';
import type { MinutesRow, SectionRow } from './minutes.finder.js';
import { flowOf } from './reading/minutes-flow.js';
import { anchorOf, MinutesWords } from './reading/minutes-words.js';
import type {
  MinutesPart,
  MinutesSnapshot,
  MinutesVersionRow,
  RecordedAction,
  RecordedDecision,
} from './minutes.types.js';

const statusLook = {
  draft: { color: 'warning', name: 'PencilWriting' },
  circulated: { color: 'info', name: 'Paperplane' },
  adopted: { color: 'success', name: 'Gavel' },
  published: { color: 'success', name: 'CheckmarkCircle' },
} as const;

/** Minutes as the page shows them, in the reader's words. */
@Injectable()
export class MinutesPresenter {
  constructor(
    private readonly words: MinutesWords,
    private readonly carried: CarriedWords,
    private readonly clock: Clock,
  ) {}

  /** @param shift how far headings inside the texts are moved down: the items themselves are h2 */
  page(snapshot: MinutesSnapshot, lang: Language, shift = 1) {
    const { heading, present, absent } = snapshot;
    const ruleOf = this.words.rulesOf(snapshot, lang);
    const people = (list: typeof present) =>
      this.words.delegations(list, lang).map(({ stateCode, label, people: members }) => ({
        stateCode,
        label,
        people: members.map((person) => ({ ...person, note: this.words.noteOn(person, lang) })),
      }));
    return {
      title: heading.title,
      subtitle: this.words.subtitle(heading, lang),
      facts: this.words.facts(heading, lang),
      present: people(present),
      absent: people(absent),
      counts: {
        present: present.length,
        states: new Set(present.map(({ stateCode }) => stateCode).filter(Boolean)).size,
        online: present.filter(({ mode }) => mode === 'online').length,
      },
      parts: snapshot.parts.map((part) => ({ ...this.part(part, lang, shift), rule: ruleOf(part) })),
      hasClosed: snapshot.parts.some(({ access }) => access !== 'open'),
      annexes: this.words.annexes(snapshot, lang),
    };
  }

  part(part: MinutesPart, lang: Language, shift = 1) {
    const actions = part.actions.map((action) => this.words.action(action, lang));
    return {
      anchor: anchorOf(part),
      isMinuted: part.attribution !== 'not_minuted',
      number: part.number,
      title: part.title ?? this.words.say(lang, 'otherPart'),
      type: this.words.typeOf(part, lang),
      access: this.words.accessOf(part, lang),
      followUp: part.followUp && this.carried.view(lang, part.followUp),
      flow: flowOf({ ...part, actions }, shift),
    };
  }

  /** Tag of the minutes: a draft, or which version is adopted or published. */
  status({ status, publishedNumber, adoptedNumber }: MinutesRow, lang: Language) {
    return this.tag(status, status === 'adopted' ? adoptedNumber : publishedNumber, lang);
  }

  /** The same of one version. @param version null: the draft */
  statusOf(version: MinutesVersionRow | null, lang: Language) {
    if (!version) return this.tag('draft', null, lang);
    return this.tag(version.adoptedWay ? 'adopted' : 'published', version.number, lang);
  }

  private tag(status: MinutesStatus, number: number | null, lang: Language) {
    return { ...statusLook[status], text: this.words.say(lang, `status.${status}`, { number }) };
  }

  /** Whether minutes of the meeting can be published now; `publishFrom` is when the meeting begins, until it has. */
  publishing(meeting: MeetingRow | undefined, lang: Language): { mayPublish: boolean; publishFrom: string | null } {
    if (!meeting || !isWritable(meeting.status)) return { mayPublish: false, publishFrom: null };
    const mayPublish = isPublishable(meeting, this.clock.instant());
    return { mayPublish, publishFrom: mayPublish ? null : beginning(meeting, lang) };
  }
}

/** Day and time at the place of the meeting, to stand inside a sentence. */
function beginning({ startWall, zone }: MeetingRow, lang: Language): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return `${formatDay(startWall, lang, parts)} ${startWall.slice(11)} (${cityOf(zone)})`;
}

/** Minutes for the API. Persons by name, as the page shows them; texts as Markdown, HTML and rich text. */
export function presentMinutes(
  minutes: MinutesRow,
  { heading, present, absent, parts, annexes }: MinutesSnapshot,
  version: MinutesVersionRow | null,
) {
  return {
    id: minutes.id,
    meetingId: minutes.meetingId,
    isDraft: version === null,
    audience: version?.audience ?? minutes.audience,
    number: version?.number ?? null,
    publishedAt: version?.publishedAt ?? null,
    note: version?.note ?? null,
    heading,
    present,
    absent,
    sections: parts.map(({ sectionId, content, actions, ...part }) => ({
      id: sectionId,
      ...part,
      markdown: toMarkdown(content),
      html: toHtml(content, { record: wordsFor(part.decisions, actions) }),
      content,
      actions: actions.map(({ responsible: { personId: _, personIds: __, ...responsible }, ...action }) => ({
        ...action,
        responsible,
      })),
    })),
    annexes,
  };
}

/** What a reader of the HTML finds at the place of a decision or action. */
function wordsFor(decisions: RecordedDecision[], actions: RecordedAction[]) {
  const words = [...decisions, ...actions.map(({ id, ref, title: text }) => ({ id, ref, text }))];
  return (place: RecordPlace): string | null => {
    const record = words.find(({ id }) => id === place.id);
    return record ? `${record.ref}: ${record.text}` : null;
  };
}

/** A section for those who write, through the API. */
export const presentSection = ({ id, meetingId, itemId, place, title, content, ...row }: SectionRow) => ({
  id,
  meetingId,
  itemId,
  place,
  title,
  markdown: toMarkdown(content),
  content,
  editedBy: row.editedBy,
  editedAt: row.editedAt,
  topicId: row.topicId,
  outcome: row.outcome,
  version: row.version,
});
