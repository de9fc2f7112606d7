import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { fromMarkdown, parseRichText, type RichText, toMarkdown } from '@samrad/platform/richtext';
import { MinutesSection } from '../minutes.entity.js';
import { MinutesFinder, type SectionRow } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { beginsSpell, isSameContent, isWritable } from '../minutes.rules.js';

/** A text as Markdown or as rich text, its JSON included, and the version it is to replace. */
interface Written {
  markdown?: string;
  content?: unknown;
  version: number;
}

/** Keeps the text of one section: saved while one writes, never over somebody else's text. */
@Injectable()
export class SectionService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: MinutesFinder,
    private readonly events: Events,
  ) {}

  /**
   * What is there already makes no new version, also when it comes from a stale page. A writing spell is recorded as
   * `minutes.section_edited` `{ title }` with the meeting as subject.
   * @returns the version that holds the text
   * @throws NotFound, Invalid for text that cannot be kept, Conflict with both texts as Markdown when somebody else saved first
   */
  async save(actor: Actor, id: string, { markdown, content, version }: Written): Promise<number> {
    demand(canWriteMinutes(actor));
    const text = content === undefined ? fromMarkdown(markdown ?? '') : parseRichText(content);
    return this.db.tx(async () => {
      const section = found(await this.finder.section(id));
      if (!isWritable(section.meetingStatus)) throw new Conflict('meetings.minutes.refused.notHeld');
      if (isSameContent(section.content, text)) return section.version;
      if (section.version !== version) throw stale(section, text, markdown);
      await this.store(actor, section, text);
      return version + 1;
    });
  }

  private async store(actor: Actor, section: SectionRow, content: RichText) {
    const { id, version, title } = section;
    const now = { by: actor.name, at: this.clock.instant() };
    const patch = { content, editedBy: now.by, editedAt: now.at };
    await this.db.update(MinutesSection, { id, version }, patch);
    if (beginsSpell(section, now))
      await this.events.record('minutes.section_edited', section.meetingId, actor, { title });
  }
}

function stale(section: SectionRow, text: RichText, typed: string | undefined): Conflict {
  const theirs = { text: toMarkdown(section.content) };
  const yours = { text: typed ?? toMarkdown(text) };
  return new Conflict('platform.error.changed', { theirs, yours, version: section.version });
}
