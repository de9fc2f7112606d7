import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { FixedChange, FixedInput } from './year.dto.js';
import { FixedDate } from './year.entity.js';
import { YearFinder } from './year.finder.js';
import { canPlanYears } from './year.policy.js';

/** Dates that others have fixed, kept by the organisers for every series. */
@Injectable()
export class FixedDateService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: YearFinder,
    private readonly events: Events,
  ) {}

  /** @returns its id. @throws Invalid when it ends before it begins */
  async add(actor: Actor, input: FixedInput): Promise<string> {
    demand(canPlanYears(actor));
    const facts = checked(input);
    const id = newId();
    const now = this.clock.instant();
    await this.db.tx(async () => {
      await this.db.repo(FixedDate).insert({ id, ...facts, createdAt: now, updatedAt: now });
      await this.events.record('fixed_date.added', id, actor, { title: facts.title });
    });
    return id;
  }

  /** @throws NotFound, Invalid, Conflict with both texts when somebody else saved first */
  async change(actor: Actor, id: string, { version, ...input }: FixedChange): Promise<void> {
    demand(canPlanYears(actor));
    const facts = checked(input);
    await this.db.tx(async () => {
      const before = found(await this.finder.fixedDate(id));
      if (before.version !== version) {
        throw new Conflict(undefined, { theirs: texts(before), yours: texts(facts), version: before.version });
      }
      await this.db.update(FixedDate, { id, version }, { ...facts, updatedAt: this.clock.instant() });
      await this.events.record('fixed_date.changed', id, actor, { title: facts.title });
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    demand(canPlanYears(actor));
    await this.db.tx(async () => {
      const { title } = found(await this.finder.fixedDate(id));
      await this.db.run(sql`DELETE FROM fixed_date WHERE id = ${id}`);
      await this.events.record('fixed_date.removed', id, actor, { title });
    });
  }
}

function checked({ endsOn, ...input }: FixedInput) {
  const facts = { ...input, endsOn: endsOn ?? input.startsOn };
  if (facts.endsOn < facts.startsOn) throw new Invalid({ endsOn: { key: 'planning.year.invalid.endBeforeStart' } });
  return facts;
}

const texts = ({ title, startsOn, endsOn, place }: ReturnType<typeof checked>) => ({
  title,
  startsOn,
  endsOn,
  place: place ?? '',
});
