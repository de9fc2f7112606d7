import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { StandingChange } from './decision.dto.js';
import { Decision } from './decision.entity.js';
import { DecisionFinder, type DecisionRow } from './decision.finder.js';
import { canRecordDecisions } from './decision.policy.js';
import { fullRefOf, mayReplace, refOf } from './decision.rules.js';

type Wanted = Omit<StandingChange, 'version'>;

/** Says what became of a decision: it stands, another replaces it, or it is carried out. */
@Injectable()
export class StandingService {
  constructor(
    private readonly db: Db,
    private readonly finder: DecisionFinder,
    private readonly events: Events,
  ) {}

  /**
   * Recorded as `decision.stood`, `decision.superseded`, `decision.carried_out` or `decision.follow_up_changed` with
   * `{ ref, by }`.
   * @throws NotFound, Invalid when nothing is named that replaces it or the two would replace each other, Conflict for
   *   a draft, and with both texts when somebody else saved first
   */
  async change(actor: Actor, id: string, { version, ...wanted }: StandingChange): Promise<void> {
    demand(canRecordDecisions(actor));
    await this.db.tx(async () => {
      const before = found(await this.finder.one(actor, id));
      if (!before.isPublished) throw new Conflict('meetings.decision.refused.draft');
      if (before.version !== version) throw stale(before, wanted);
      const by = wanted.standing === 'superseded' ? await this.replacement(actor, id, wanted.supersededById) : null;
      const patch = { standing: wanted.standing, supersededById: by?.id ?? null, followUp: wanted.followUp };
      await this.db.update(Decision, { id, version }, patch);
      const kind = isSameFate(before, patch) ? 'follow_up_changed' : eventOf[wanted.standing];
      await this.events.record(`decision.${kind}`, id, actor, { ref: refOf(before), by: by && fullRefOf(by) });
    });
  }

  private async replacement(actor: Actor, id: string, byId: string | null): Promise<DecisionRow> {
    const by = byId ? await this.finder.one(actor, byId) : undefined;
    if (!by) throw new Invalid({ supersededById: { key: 'meetings.decision.invalid.replacement' } });
    if (!mayReplace(id, by.id, await this.finder.replacements())) {
      throw new Invalid({ supersededById: { key: 'meetings.decision.invalid.circle' } });
    }
    return by;
  }
}

const eventOf = { standing: 'stood', superseded: 'superseded', carried_out: 'carried_out' } as const;

const isSameFate = (a: Pick<Wanted, 'standing' | 'supersededById'>, b: Pick<Wanted, 'standing' | 'supersededById'>) =>
  a.standing === b.standing && a.supersededById === b.supersededById;

const stale = (before: DecisionRow, { followUp }: Wanted) =>
  new Conflict('platform.error.changed', {
    theirs: { followUp: before.followUp },
    yours: { followUp },
    version: before.version,
  });
