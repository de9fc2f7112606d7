import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, join, sql } from '@samrad/platform/database';
import { toPlain } from '@samrad/platform/richtext';
import { Search, seenIn, type Findable, type Passage } from '@samrad/platform/search';
import { shownCode } from '@samrad/network';
import { findsPassage } from '../../agenda/agenda.policy.js';
import { entryTitle } from '../annex/annex.rules.js';
import { visibleTo } from '../minutes.policy.js';
import { snapshotIn } from '../minutes-snapshot.js';
import { anchorOf } from '../reading/minutes-words.js';
import type { MinutesAnnex, MinutesPart, MinutesSnapshot } from '../minutes.types.js';

interface Edition {
  id: string;
  meetingId: string;
  snapshot: unknown;
}

/** What can be found of minutes: the newest published version, section by section; of closed sessions for those who may read them. */
@Injectable()
export class MinutesIndex implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly search: Search,
  ) {}

  onModuleInit(): void {
    this.search.register(
      'minutes',
      (actor) => seenIn(sql`minutes mi`, sql`mi.id`, findsPassage(actor, visibleTo(actor), sql`mi.meeting_id`)),
      {
        ids: sql`SELECT id FROM minutes WHERE published_number > 0`,
        put: (ids) => this.putAll(ids),
      },
    );
  }

  /** Inside the transaction that published them. */
  put(id: string, meetingId: string, snapshot: MinutesSnapshot): Promise<void> {
    return this.search.put('minutes', id, findable(meetingId, snapshot));
  }

  private async putAll(ids: string[]): Promise<void> {
    const editions = await this.db.rows<Edition>(sql`
      SELECT mi.id, mi.meeting_id AS meetingId, v.snapshot FROM minutes mi
      JOIN minutes_version v ON v.minutes_id = mi.id AND v.number = mi.published_number WHERE mi.id IN (${join(ids)})`);
    for (const { id, meetingId, snapshot } of editions) await this.put(id, meetingId, snapshotIn(snapshot));
  }
}

function findable(meetingId: string, { heading, parts, annexes }: MinutesSnapshot): Findable {
  const title = [heading.reference, heading.title].filter(Boolean).join(': ');
  const url = `/meetings/${meetingId}/minutes`;
  const passages = parts.map((part) => passageOf(url, part)).filter(({ section, text }) => section || text);
  const annexed = annexes.flatMap((annex, at) => annexPassages(`${url}#annex-${at + 1}`, annex));
  return { title, body: '', url, dated: heading.startWall.slice(0, 10), passages: [...passages, ...annexed] };
}

/** What States reported, each for those who may read it. */
const annexPassages = (url: string, { parts }: MinutesAnnex): Passage[] =>
  parts.flatMap(({ stateCode, entries }) =>
    entries.map(({ titles, text, access }) => ({
      section: `${shownCode(stateCode)}: ${entryTitle(titles, 'en')}`,
      ...{ text, url, access },
    })),
  );

function passageOf(url: string, part: MinutesPart): Passage {
  const { number, title, content, decisions, actions } = part;
  const said = [
    toPlain(content),
    ...decisions.map(({ ref, text }) => `${ref} ${text}`),
    ...actions.map(({ ref, title: asked }) => `${ref} ${asked}`),
  ];
  const section = title === null ? null : [number === null ? '' : `${number}.`, title].filter(Boolean).join(' ');
  return { section, text: said.filter(Boolean).join('\n'), url: `${url}#${anchorOf(part)}`, access: part.access };
}
