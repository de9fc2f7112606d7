import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { movedBy } from '../../agenda/agenda.rules.js';
import { SeriesFinder } from '../series.finder.js';
import type { TopicChange, TopicInput, TopicStep } from './topic.dto.js';
import { SeriesTopic } from './topic.entity.js';
import { SeriesTopicFinder, type SeriesTopicRow } from './topic.finder.js';
import { canManageTopics } from './topic.policy.js';

/** Topics that a series comes back to. Recorded with the topic as subject. */
@Injectable()
export class SeriesTopicService {
  constructor(
    private readonly db: Db,
    private readonly finder: SeriesTopicFinder,
    private readonly series: SeriesFinder,
    private readonly events: Events,
  ) {}

  /** Puts a topic at the end. @returns its id. @throws NotFound for a series that is not there */
  async add(actor: Actor, seriesId: string, input: TopicInput): Promise<string> {
    demand(canManageTopics(actor));
    const id = newId();
    await this.db.tx(async () => {
      found(await this.series.one(seriesId));
      const place = (await this.finder.of(actor, seriesId)).length;
      await this.db.repo(SeriesTopic).insert({ id, seriesId, place, ...input, status: 'open', version: 1 });
      await this.events.record('series_topic.added', id, actor, { title: input.title });
    });
    return id;
  }

  /** @throws NotFound, Conflict with both texts when somebody else saved first */
  async change(actor: Actor, id: string, { version, ...input }: TopicChange): Promise<void> {
    await this.work(actor, id, async (topic) => {
      if (topic.version !== version) throw stale(topic, input);
      await this.db.update(SeriesTopic, { id, version }, input);
      await this.events.record('series_topic.changed', id, actor, { title: input.title });
    });
  }

  /** Closes or opens it; nothing when it is so already. @throws NotFound, Conflict when somebody else saved first */
  async step(actor: Actor, id: string, { status, version }: TopicStep): Promise<void> {
    await this.work(actor, id, async (topic) => {
      if (topic.status === status) return;
      await this.db.update(SeriesTopic, { id, version }, { status });
      await this.events.record(status === 'closed' ? 'series_topic.closed' : 'series_topic.opened', id, actor);
    });
  }

  /** Among those with the same status. */
  async move(actor: Actor, id: string, direction: 'up' | 'down'): Promise<void> {
    await this.work(actor, id, async ({ seriesId, status }) => {
      const all = await this.finder.of(actor, seriesId);
      const ids = (of: string) => all.filter((topic) => topic.status === of).map((topic) => topic.id);
      const moved = movedBy(ids(status), id, direction);
      const order = status === 'open' ? [...moved, ...ids('closed')] : [...ids('open'), ...moved];
      for (const [place, topicId] of order.entries()) {
        await this.db.run(sql`UPDATE series_topic SET place = ${place} WHERE id = ${topicId} AND place <> ${place}`);
      }
      await this.events.record('series_topic.moved', id, actor);
    });
  }

  /** One that was added by mistake. @throws Conflict once an item or an action belongs to it */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.work(actor, id, async ({ title }) => {
      if (await this.finder.isUsed(id)) throw new Conflict('meetings.topic.refused.used');
      await this.db.run(sql`DELETE FROM series_topic WHERE id = ${id}`);
      await this.events.record('series_topic.removed', id, actor, { title });
    });
  }

  private work(actor: Actor, id: string, work: (topic: SeriesTopicRow) => Promise<void>): Promise<void> {
    demand(canManageTopics(actor));
    return this.db.tx(async () => work(found(await this.finder.one(actor, id))));
  }
}

function stale(topic: SeriesTopicRow, { title }: TopicInput): Conflict {
  return new Conflict('platform.error.changed', {
    theirs: { title: topic.title },
    yours: { title },
    version: topic.version,
  });
}
