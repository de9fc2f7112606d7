import { Injectable } from '@nestjs/common';
import { TopicFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { AskedFinder } from '../asked/asked.finder.js';
import { AskedPeople } from '../asked/asked-people.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import type { ConsultationChange, ConsultationInput, DraftChange } from './consultation.dto.js';
import { Consultation, ConsultationAspect } from './consultation.entity.js';
import { ConsultationFinder, type ConsultationRow } from './consultation.finder.js';
import { ConsultationLetters } from './consultation-letters.js';
import { canRunConsultations } from './consultation.policy.js';
import { topicOf } from './consultation.rules.js';

/** Makes consultations, asks the States of the group, closes. */
@Injectable()
export class ConsultationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: ConsultationFinder,
    private readonly topics: TopicFinder,
    private readonly people: AskedPeople,
    private readonly asked: AskedFinder,
    private readonly letters: ConsultationLetters,
    private readonly reminders: AskedReminders,
    private readonly events: Events,
  ) {}

  /** As a draft of which nobody is told. @returns its id */
  async create(actor: Actor, { aspects, ...input }: ConsultationInput): Promise<string> {
    demand(canRunConsultations(actor));
    this.refusePast(input.respondBy);
    const [id, now] = [newId(), this.clock.instant()];
    await this.db.tx(async () => {
      await this.refuseUnknownGroup(input.groupId);
      const fixed = { id, status: 'draft' as const, createdBy: actor.name, createdAt: now, updatedAt: now };
      await this.db.repo(Consultation).insert({ ...input, ...fixed });
      await this.storeAspects(id, aspects);
      await this.events.record('consultation.created', id, actor, { title: input.title });
    });
    return id;
  }

  /** Everything of a draft. @throws Conflict once States were asked, or when somebody else saved first */
  async changeDraft(actor: Actor, id: string, { version, aspects, ...input }: DraftChange): Promise<void> {
    await this.work(actor, id, async ({ status }) => {
      if (status !== 'draft') throw new Conflict('preparation.consultation.refused.asked');
      this.refusePast(input.respondBy);
      await this.refuseUnknownGroup(input.groupId);
      await this.db.update(Consultation, { id, version }, { ...input, updatedAt: this.clock.instant() });
      await this.storeAspects(id, aspects);
      await this.events.record('consultation.changed', id, actor, { day: input.respondBy });
    });
  }

  /** What is told of one that was sent. Its day opens it again when it was closed. */
  async change(actor: Actor, id: string, { version, ...input }: ConsultationChange): Promise<void> {
    await this.work(actor, id, async ({ status }) => {
      if (status === 'draft') throw new Conflict();
      this.refusePast(input.respondBy);
      const patch = { ...input, status: 'open' as const, updatedAt: this.clock.instant() };
      await this.db.update(Consultation, { id, version }, patch);
      await this.reminders.schedule({ about: 'consultation', id, respondBy: input.respondBy });
      await this.events.record('consultation.changed', id, actor, { day: input.respondBy });
    });
  }

  /** A mail with a personal link to everybody who speaks for a State of the group. @returns how many */
  async open(actor: Actor, id: string): Promise<number> {
    return this.work(actor, id, async (row) => {
      if (row.status !== 'draft') throw new Conflict('preparation.consultation.refused.asked');
      if (row.respondBy < this.clock.today()) throw new Conflict('preparation.consultation.refused.pastDay');
      const people = await this.people.speakers(row.groupId);
      if (!people.length) throw new Conflict('preparation.consultation.refused.nobody');
      await this.store(row, 'open');
      const asked = await this.people.enter('consultation', id, people);
      await this.letters.ask(row, asked);
      await this.reminders.schedule({ about: 'consultation', id, respondBy: row.respondBy });
      await this.events.record('consultation.opened', id, actor, { count: asked.length });
      return asked.length;
    });
  }

  /** No more answers are taken; those asked get the result. */
  async close(actor: Actor, id: string): Promise<void> {
    await this.work(actor, id, async (row) => {
      if (row.status !== 'open') throw new Conflict('preparation.consultation.refused.notOpen');
      await this.store(row, 'closed');
      await this.letters.close(row, await this.asked.all('consultation', id));
      await this.events.record('consultation.closed', id, actor);
    });
  }

  /** A draft only. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.work(actor, id, async ({ status, title }) => {
      if (status !== 'draft') throw new Conflict('preparation.consultation.refused.asked');
      await this.db.run(sql`DELETE FROM consultation WHERE id = ${id}`);
      await this.events.record('consultation.removed', id, actor, { title });
    });
  }

  private work<T>(actor: Actor, id: string, work: (row: ConsultationRow) => Promise<T>): Promise<T> {
    demand(canRunConsultations(actor));
    return this.db.tx(async () => work(found(await this.finder.one(actor, id))));
  }

  /** Of two steps at once the second one is told. */
  private async store({ id, version }: ConsultationRow, status: 'open' | 'closed'): Promise<void> {
    await this.db.update(Consultation, { id, version }, { status, updatedAt: this.clock.instant() });
  }

  private async storeAspects(consultationId: string, aspects: readonly string[]): Promise<void> {
    const topics = await this.topics.all();
    await this.db.run(sql`DELETE FROM consultation_aspect WHERE consultation_id = ${consultationId}`);
    const rows = aspects.map((title, place) => ({
      id: newId(),
      consultationId,
      place,
      title,
      topicCode: topicOf(title, topics),
    }));
    await this.db.repo(ConsultationAspect).insert(rows);
  }

  private refusePast(respondBy: string) {
    if (respondBy < this.clock.today()) throw new Invalid({ respondBy: { key: 'preparation.asked.invalid.pastDay' } });
  }

  private async refuseUnknownGroup(id: string) {
    const group = await this.db.row(sql`SELECT id FROM network_group WHERE id = ${id}`);
    if (!group) throw new Invalid({ groupId: { key: 'platform.invalid.missing' } });
  }
}
