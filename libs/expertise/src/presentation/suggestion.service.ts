import { Injectable } from '@nestjs/common';
import { AgendaFinder, AgendaService, agendaInputOf, canEditAgenda, MeetingFinder } from '@samrad/meetings';
import { askable, canSeeDetails, isAskable, PersonFinder, type Contact, type StatedBy } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { PresentationFinder, type Presentation } from './presentation.finder.js';
import { suggestions, type Asked, type Known, type Reasons } from './suggestion.rules.js';
import type { ChoiceInput } from './suggestion.dto.js';

export interface Suggestion extends Reasons {
  person: Contact;
}

interface Stated {
  personId: string;
  statedBy: StatedBy;
}

/** So many of those who know a topic are weighed: those who said so themselves first. */
const mostStated = 60;

/** Who could present: from past agendas and from what people know. */
@Injectable()
export class SuggestionService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly presentations: PresentationFinder,
    private readonly persons: PersonFinder,
    private readonly meetings: MeetingFinder,
    private readonly agendas: AgendaFinder,
    private readonly agenda: AgendaService,
  ) {}

  /** Best first. @param without persons who present already. Nobody for those who may not see what people know. */
  async for(actor: Actor, asked: Asked, { without = [], most }: { without?: readonly string[]; most?: number } = {}) {
    if (!canSeeDetails(actor)) return [];
    const today = this.clock.today();
    const [past, stated] = await Promise.all([
      this.presentations.all(actor, today),
      this.stated(asked.topicCode, today),
    ]);
    const known = knownFrom(past, stated).filter(({ personId }) => !without.includes(personId));
    const reasons = suggestions(known, asked, most);
    const people = await this.persons.byIds(reasons.map(({ personId }) => personId));
    return reasons.flatMap((reason): Suggestion[] => {
      const person = people.find(({ personId }) => personId === reason.personId);
      return person && isAskable(person, today) ? [{ ...reason, person }] : [];
    });
  }

  /** The item of a draft agenda with its meeting. @throws NotFound */
  async item(actor: Actor, itemId: string) {
    demand(canEditAgenda(actor));
    const { meetingId } = found(await this.agendas.item(itemId));
    const meeting = found(await this.meetings.one(actor, meetingId));
    const line = found((await this.agendas.draft(meeting)).find(({ id }) => id === itemId));
    return { meeting, line };
  }

  /**
   * Puts a person on an item as one more presenter, by the verb of the agenda.
   * @throws Conflict when somebody changed the item meanwhile, the agenda is closed, or they present it already
   */
  async choose(actor: Actor, itemId: string, { personId, version }: ChoiceInput): Promise<{ meetingId: string }> {
    const { meeting, line } = await this.item(actor, itemId);
    if (line.presenters.some((one) => one.personId === personId)) throw new Conflict('expertise.suggestion.already');
    await this.persons.askable([personId]);
    const input = agendaInputOf(line);
    await this.agenda.change(actor, itemId, { ...input, presenters: [...input.presenters, { personId }], version });
    return { meetingId: meeting.id };
  }

  /** Items of coming meetings on a topic, for the page of the topic. */
  comingItems(
    actor: Actor,
    topic: string,
  ): Promise<{ id: string; title: string; meeting: string; startWall: string }[]> {
    demand(canEditAgenda(actor));
    return this.db.rows(sql`
      SELECT i.id, i.title, m.title AS meeting, m.start_wall AS startWall
      FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
      WHERE i.topic_code = ${topic} AND m.status IN ('draft', 'called') ORDER BY m.start_at, i.place LIMIT 50`);
  }

  private async stated(topic: string | null, today: string): Promise<Stated[]> {
    if (topic === null) return [];
    return this.db.rows<Stated>(sql`
      SELECT k.person_id AS personId, k.stated_by AS statedBy FROM person_topic k JOIN person p ON p.id = k.person_id
      WHERE k.topic_code = ${topic} AND ${askable(today)}
      ORDER BY CASE k.stated_by WHEN 'person' THEN 0 ELSE 1 END, k.sort_name, k.person_id LIMIT ${mostStated}`);
  }
}

function knownFrom(past: readonly Presentation[], stated: readonly Stated[]): Known[] {
  const presented = new Map<string, Presentation[]>();
  for (const one of past) presented.set(one.personId, [...(presented.get(one.personId) ?? []), one]);
  const by = new Map(stated.map((one) => [one.personId, one.statedBy]));
  return [...new Set([...presented.keys(), ...by.keys()])].map((personId) => ({
    personId,
    statedBy: by.get(personId) ?? null,
    presented: presented.get(personId) ?? [],
  }));
}
