import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { I18n, type Language } from '@samrad/platform/i18n';
import { isUnchanged, type Known, type Validators } from '@samrad/platform/views';
import { buildFeed, type FeedEvent } from '../invitation/invitation-calendar.js';
import { FeedFinder, type FeedRow, type FeedScope } from './feed/feed.finder.js';
import { FeedShelf } from './feed/feed-shelf.js';
import type { MeetingStatus } from './meeting.entity.js';
import type { MeetingRow } from './meeting.finder.js';
import { canJoin } from './meeting.policy.js';
import { statusTag } from './meeting.presenter.js';
import { referenceOf } from './meeting.rules.js';

/** A feed, or word that the reader's copy is still right. */
export interface Feed extends Validators {
  /** UTF-8; null: unchanged. */
  ics: Buffer | null;
}

interface Asked {
  /** What the program says of the copy it has. */
  known?: Known;
}

interface Writing extends FeedScope {
  key: string;
  lang: Language;
  name: string;
}

/** Raised when the same meetings are written in another way, so that every reader fetches them anew. */
const edition = 2;

/** Meetings as calendar text: a person's own feed, a group's, the public one, and one meeting to save. */
@Injectable()
export class MeetingFeed {
  private readonly shelf = new FeedShelf(8_000_000);

  constructor(
    private readonly finder: FeedFinder,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  /** The called meetings that the person is invited to or that are for their groups; cancelled ones stay, marked so. */
  async forPerson(actor: Actor, { known }: Asked = {}): Promise<Feed> {
    const lang = await this.languageOf(actor);
    const name = this.i18n.t(lang, 'meetings.feed.name');
    return this.feed({ key: `person ${actor.personId} ${lang}`, actor, of: 'mine', lang, name }, known);
  }

  /** The called meetings of one group that the person may see; for whoever is no member (any more) there are none. */
  async forGroup(actor: Actor, group: { id: string; code: string }, { known }: Asked = {}): Promise<Feed> {
    const lang = await this.languageOf(actor);
    const key = `group ${group.id} ${actor.personId} ${lang}`;
    const name = this.i18n.t(lang, 'meetings.feed.groupName', { code: group.code });
    return this.feed({ key, actor, of: { groupId: group.id }, lang, name }, known);
  }

  /** The called meetings that everybody may see. */
  forEveryone({ lang = 'en', known }: Asked & { lang?: Language } = {}): Promise<Feed> {
    const name = this.i18n.t(lang, 'meetings.feed.publicName');
    return this.feed({ key: `public ${lang}`, actor: anonymous, of: 'visible', lang, name }, known);
  }

  /** One meeting as a file, for somebody who may see it. */
  one(actor: Actor, meeting: MeetingRow, lang: Language): string {
    const name = this.i18n.t(lang, 'meetings.feed.name');
    return this.text({ actor, lang, name }, [meeting], this.clock.instant());
  }

  /** Who has chosen no language for the pages gets that of the mails. */
  private async languageOf({ language, personId }: Actor): Promise<Language> {
    return language ?? (personId ? await this.finder.mailLanguage(personId) : null) ?? 'en';
  }

  private async feed(writing: Writing, known?: Known): Promise<Feed> {
    const { key } = writing;
    const etag = await this.etag(writing);
    const before = { etag, lastModified: this.sinceOf(key, etag) };
    if (known && isUnchanged(known, before)) return { ics: null, ...before };
    const ics = this.shelf.text(key, etag) ?? (await this.write(writing, etag));
    return { ics, etag, lastModified: this.sinceOf(key, etag) };
  }

  /** Never in the future (RFC 9110 section 8.8.2.1). */
  private sinceOf(key: string, etag: string): string | null {
    const since = this.shelf.since(key, etag);
    return since === null || since > this.clock.now().getTime() ? null : new Date(since).toUTCString();
  }

  /** Two processes write the same octets: the stamp is the newest change, not the time of writing. */
  private async write(writing: Writing, etag: string): Promise<Buffer> {
    const rows = await this.finder.rows(writing);
    const stamp = rows.reduce((newest, row) => (row.updatedAt > newest ? row.updatedAt : newest), '');
    return this.shelf.put(writing.key, {
      etag,
      text: Buffer.from(this.text(writing, rows, stamp)),
      now: this.clock.now().getTime(),
    });
  }

  private text(
    { actor, lang, name }: Pick<Writing, 'actor' | 'lang' | 'name'>,
    rows: readonly FeedRow[],
    stamp: string,
  ): string {
    const { organiser: organizer, publicUrl } = this.env;
    const status = (row: FeedRow) => this.i18n.t(lang, statusTag(row.status).key);
    const events = rows.map((row) => eventOf(actor, row, { publicUrl, organizer, status }));
    return buildFeed(events, { name, refresh: 'PT1H', stamp });
  }

  /** Changes whenever any of the meetings does, and with who asks. The same in every process. */
  private async etag({ key, actor, name, ...scope }: Writing): Promise<string> {
    const { publicUrl, organiser } = this.env;
    const asker = [key, name, [...actor.groupIds].sort().join(), actor.roles.join()];
    const house = [publicUrl, organiser.name, organiser.address, edition];
    const facts = [...asker, ...house, await this.finder.facts({ actor, ...scope })].join('|');
    return `"${createHash('sha256').update(facts).digest('base64url').slice(0, 22)}"`;
  }
}

function eventOf(
  actor: Actor,
  row: FeedRow,
  {
    publicUrl,
    organizer,
    status,
  }: { publicUrl: string; organizer: { name: string; address: string }; status: (row: FeedRow) => string },
): FeedEvent {
  const reference = referenceOf(row);
  const url = `${publicUrl}/meetings/${row.id}`;
  const reason = row.statusReason && isOff(row.status) ? `${status(row)}: ${row.statusReason}` : null;
  return {
    uid: row.uid,
    sequence: row.sequence,
    lastModified: row.updatedAt,
    summary: reference ? `${reference}: ${row.title}` : row.title,
    description: [reason, row.description, url].filter(Boolean).join('\n\n'),
    location: row.place,
    url,
    conferenceUrl: canJoin(actor, row) ? row.videoUrl : null,
    start: { wall: row.startWall, zone: row.zone },
    end: { wall: row.endWall, zone: row.zone },
    status: statusOf(row.status),
    organizer: { ...organizer, address: row.organiserAddress ?? organizer.address },
  };
}

const isOff = (status: MeetingStatus): boolean => status === 'cancelled' || status === 'postponed';

const statusOf = (status: MeetingStatus): FeedEvent['status'] => {
  if (status === 'cancelled') return 'CANCELLED';
  return status === 'postponed' ? 'TENTATIVE' : 'CONFIRMED';
};
