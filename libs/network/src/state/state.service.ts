import { Injectable } from '@nestjs/common';
import { Db, newId, sql } from '@samrad/platform/database';
import { Participation, State } from './state.entity.js';
import { knownStates } from './known-states.js';

/** Puts the States that come with the product into the database. */
@Injectable()
export class StateService {
  constructor(private readonly db: Db) {}

  /** Adds States that are missing; what is there stays as it is. */
  async load(): Promise<void> {
    await this.db.tx(async () => {
      const present = await this.db.rows<{ code: string }>(sql`SELECT code FROM state`);
      const codes = new Set(present.map(({ code }) => code));
      const missing = knownStates.filter(({ code }) => !codes.has(code));
      if (!missing.length) return;
      await this.db.repo(State).insert(missing.map(({ participation: _, ...state }) => state));
      const periods = missing.flatMap(({ code, participation }) =>
        participation.map((period) => ({ id: newId(), stateCode: code, ...period })),
      );
      await this.db.repo(Participation).insert(periods);
    });
  }
}
