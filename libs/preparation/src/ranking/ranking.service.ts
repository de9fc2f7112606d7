import { Injectable } from '@nestjs/common';
import { anonymous, system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { Conflict, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { AskedRow } from '../asked/asked.finder.js';
import { AskedPeople } from '../asked/asked-people.js';
import { ConsultationFinder } from '../consultation/consultation.finder.js';
import { takesAnswers } from '../consultation/consultation.rules.js';
import type { RankingInput } from './ranking.dto.js';
import { Ranking, RankingPlace } from './ranking.entity.js';

/** Records what States answer. */
@Injectable()
export class RankingService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly consultations: ConsultationFinder,
    private readonly people: AskedPeople,
    private readonly events: Events,
  ) {}

  /** A new answer of the State that the person speaks for; it counts instead of any before. */
  async answer(asked: AskedRow, { places, comment }: RankingInput): Promise<void> {
    await this.db.tx(async () => {
      const consultation = found(await this.consultations.one(system, asked.aboutId));
      if (!takesAnswers(consultation, this.clock.today())) throw new Conflict('preparation.ranking.refused.closed');
      const known = new Set((await this.consultations.aspects(consultation.id)).map(({ id }) => id));
      if (places.some((id) => !known.has(id))) throw new Invalid({ places: { key: 'platform.invalid.format' } });
      if (places.length > consultation.most)
        throw new Invalid({ places: { key: 'preparation.ranking.invalid.many', params: { most: consultation.most } } });
      const [rankingId, answeredAt, stateCode] = [newId(), this.clock.instant(), found(asked.stateCode)];
      const row = { id: rankingId, consultationId: consultation.id, askedId: asked.id, stateCode, comment, answeredAt };
      await this.db.repo(Ranking).insert(row);
      const ranked = places.map((aspectId, index) => ({ id: newId(), rankingId, aspectId, place: index + 1 }));
      await this.db.repo(RankingPlace).insert(ranked);
      await this.people.answered(asked.id);
      const { personId, name } = asked;
      await this.events.record(
        'consultation.answered',
        consultation.id,
        { ...anonymous, personId, name },
        { stateCode },
      );
    });
  }
}
