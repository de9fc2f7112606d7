import { Injectable } from '@nestjs/common';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import type { Outcome, Procedure } from '../circulation/circulation.entity.js';
import { CirculationFinder, type CirculationRow } from '../circulation/circulation.finder.js';
import type { MinutesStatus } from '../minutes.entity.js';
import type { MinutesRow } from '../minutes.finder.js';
import type { Adoption, MinutesVersionDetails } from '../minutes.types.js';

/** Where minutes are on their way from draft to published. */
export interface Standing {
  /** To those who read what is published, always that. */
  status: MinutesStatus;
  adoption: Adoption | null;
  /** The last round for comments, as far as it went to the reader; organisers: always. */
  circulation: {
    id: string;
    number: number;
    procedure: Procedure;
    sentAt: Instant;
    /** Last day for comments, at the place of the meeting. */
    closesOn: string;
    /** When that day is over. */
    closesAt: Instant;
    isOpen: boolean;
    outcome: Outcome | null;
    settledAt: Instant | null;
  } | null;
}

/** Tells where minutes stand, with dates and the closing day for comments. */
@Injectable()
export class MinutesStanding {
  constructor(
    private readonly circulations: CirculationFinder,
    private readonly clock: Clock,
  ) {}

  /** @param version what the actor reads; null: the draft */
  async of(
    actor: Actor,
    minutes: MinutesRow,
    version: Pick<MinutesVersionDetails, 'adoption'> | null,
  ): Promise<Standing> {
    const [last] = await this.circulations.ofMeeting(actor, minutes.meetingId);
    return {
      status: isOrganiser(actor) ? minutes.status : 'published',
      adoption: version ? version.adoption : adoptionOf(minutes),
      circulation: last ? this.round(last) : null,
    };
  }

  private round({ id, number, procedureKind: procedure, sentAt, closesOn, closesAt, ...row }: CirculationRow) {
    const { outcome, settledAt } = row;
    const isOpen = outcome === null && closesAt > this.clock.instant();
    return { id, number, procedure, sentAt, closesOn, closesAt, isOpen, outcome, settledAt };
  }
}

const adoptionOf = ({ adoptedNumber, adoptedAt, adoptedBy, adoptedWay }: MinutesRow): Adoption | null =>
  adoptedNumber === null ? null : { number: adoptedNumber, at: adoptedAt!, by: adoptedBy!, way: adoptedWay! };
