import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, Settings } from '@samrad/platform/database';
import { demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { ActionFinder } from '../action/action.finder.js';
import { canManageActions } from '../action/action.policy.js';
import { referenceOf } from '../action/action.rules.js';
import type { NewRelation } from './relation.dto.js';
import { ActionRelation } from './relation.entity.js';
import { RelationFinder } from './relation.finder.js';
import { circleOf, type Link, linkOf, refusalOf, type RelationChoice, type Step } from './relation.rules.js';
import { SupersededLines } from './superseded-lines.js';

/** Written first: relations are made one after the other, so that two cannot close a circle together. */
const lastRelated = 'actions.lastRelated';

/** Says what depends on what, and what replaces what. */
@Injectable()
export class RelationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly events: Events,
    private readonly actions: ActionFinder,
    private readonly finder: RelationFinder,
    private readonly lines: SupersededLines,
  ) {}

  /**
   * Recorded on both as `action.related` `{ relation, other }`. What is superseded expects nothing more: its open lines
   * become not applicable.
   * @returns the id of the relation
   * @throws NotFound; Invalid for an unknown other, one that is related already or superseded, and a circle, in words
   */
  async relate(actor: Actor, id: string, { relation, other: number }: NewRelation): Promise<string> {
    demand(canManageActions(actor));
    return this.db.tx(async () => {
      await this.settings.set(lastRelated, this.clock.instant());
      const action = found(await this.actions.one(actor, id));
      const other = await this.finder.numbered(actor, number);
      if (!other) throw refused('unknown', { ref: referenceOf(number) });
      const link = linkOf(relation, id, other.id);
      await this.demandPossible(link);
      const relationId = newId();
      const made = { createdBy: actor.name.slice(0, 200), createdAt: this.clock.instant() };
      const { kind, from: fromId, to: toId } = link;
      await this.db.insert(ActionRelation, { id: relationId, kind, fromId, toId, ...made });
      const numbers = { [id]: action.number, [other.id]: other.number };
      await this.record(actor, 'action.related', { link, numbers });
      if (kind === 'supersedes') {
        await this.lines.setAside(actor, toId, { relationId, by: referenceOf(numbers[fromId]!) });
      }
      return relationId;
    });
  }

  /** Lines that were set aside by it are as they were before. @throws NotFound */
  async unrelate(actor: Actor, id: string, relationId: string): Promise<void> {
    demand(canManageActions(actor));
    await this.db.tx(async () => {
      const link = await this.finder.one(relationId);
      if (link?.from !== id && link?.to !== id) found(null);
      const known = found(link);
      await this.db.repo(ActionRelation).delete({ id: relationId });
      const numbers = Object.fromEntries(await this.finder.numbers([known.from, known.to]));
      await this.record(actor, 'action.unrelated', { link: known, numbers });
      if (known.kind === 'supersedes') await this.lines.takeBack(actor, known.to, relationId);
    });
  }

  private async demandPossible(link: Link): Promise<void> {
    const known = await this.finder.all();
    const refusal = refusalOf(link, known);
    if (refusal) {
      const by = known.find(({ kind, to }) => kind === 'supersedes' && (to === link.to || to === link.from));
      const numbers = await this.finder.numbers([by?.from ?? link.from]);
      throw refused(refusal, { by: referenceOf([...numbers.values()][0] ?? 0) });
    }
    const circle = circleOf(link, known);
    if (circle) throw refused('circle', { chain: await this.told(circle) });
  }

  /** The circle step by step, each in words. */
  private async told(circle: Step[]) {
    const numbers = await this.finder.numbers(circle.map(({ id }) => id));
    const ref = (id: string) => referenceOf(numbers.get(id)!);
    return circle.map(({ id, next, because }) => ({
      key: `actions.relation.step.${because}`,
      params: { one: ref(id), other: ref(next) },
    }));
  }

  private async record(actor: Actor, kind: string, { link, numbers }: { link: Link; numbers: Record<string, number> }) {
    const [ofFrom, ofTo] = sides[link.kind];
    const told = (relation: RelationChoice, other: string) => ({ relation, other: referenceOf(numbers[other]!) });
    await this.events.record(kind, link.from, actor, told(ofFrom, link.to));
    await this.events.record(kind, link.to, actor, told(ofTo, link.from));
  }
}

const sides: Record<Link['kind'], [RelationChoice, RelationChoice]> = {
  depends_on: ['depends_on', 'needed_by'],
  supersedes: ['supersedes', 'superseded_by'],
};

const refused = (why: string, params: Record<string, unknown>) =>
  new Invalid({ other: { key: `actions.relation.refused.${why}`, params } });
