import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MinutesFinder, type SectionRow } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { isWritable } from '../minutes.rules.js';
import type { OutcomeMark } from './outcome.dto.js';

/** Says of an item of a topic whether it was discussed. The text goes on being written meanwhile. */
@Injectable()
export class OutcomeService {
  constructor(
    private readonly db: Db,
    private readonly finder: MinutesFinder,
    private readonly events: Events,
  ) {}

  /**
   * Recorded as `minutes.topic_discussed`, `topic_not_discussed`, `topic_skipped` or `topic_unmarked` `{ title }` with the
   * meeting as subject; the same again writes nothing.
   * @throws NotFound, Conflict for an item of no topic, and unless the minutes are a draft: they go forward as marked
   */
  async mark(actor: Actor, sectionId: string, { outcome }: OutcomeMark): Promise<void> {
    demand(canWriteMinutes(actor));
    await this.db.tx(async () => {
      const section = found(await this.finder.section(sectionId));
      await this.refuse(actor, section);
      if (section.outcome === outcome) return;
      await this.db.run(sql`UPDATE minutes_section SET outcome = ${outcome} WHERE id = ${sectionId}`);
      const { title, meetingId } = section;
      await this.events.record(`minutes.topic_${outcome ?? 'unmarked'}`, meetingId, actor, { title });
    });
  }

  private async refuse(actor: Actor, { topicId, meetingId, meetingStatus }: SectionRow) {
    if (!topicId) throw new Conflict('meetings.minutes.refused.noTopic');
    const minutes = found(await this.finder.ofMeeting(actor, meetingId));
    if (minutes.status !== 'draft' || !isWritable(meetingStatus)) {
      throw new Conflict('meetings.minutes.refused.markClosed');
    }
  }
}
