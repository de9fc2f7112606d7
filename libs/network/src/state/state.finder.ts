import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { visibleTo } from '../person/person.policy.js';
import { isoCodeOf, participationOn, type ParticipationKind, type StateParticipation } from './known-states.js';

export interface StateRow {
  code: string;
  eurostatCode: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  eu: boolean;
  eea: boolean;
  version: number;
  /** What the State takes part as today; null: not at all. */
  participation: ParticipationKind | null;
  since: Day | null;
  periods: StateParticipation[];
}

export interface CountedState extends StateRow {
  /** Persons of the State whom the reader may see. */
  persons: number;
  organisations: number;
}

type Raw = Omit<StateRow, 'participation' | 'since' | 'periods'>;
type Period = StateParticipation & { stateCode: string };

@Injectable()
export class StateFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** All States by code. */
  async all(): Promise<StateRow[]> {
    const [states, periods] = await Promise.all([
      this.db.rows<Raw>(sql`
        SELECT code, eurostat_code AS eurostatCode, name_en AS nameEn, name_nb AS nameNb, name_nn AS nameNn, eu, eea, version
        FROM state ORDER BY code`),
      this.periods(),
    ]);
    return states.map((state) => this.complete(state, periods));
  }

  /** @param code ISO, or the one that the network uses */
  async one(code: string): Promise<StateRow | undefined> {
    const states = await this.all();
    return states.find((state) => state.code === isoCodeOf(code));
  }

  /** All States with how many persons and organisations each has. */
  async counted(actor: Actor): Promise<CountedState[]> {
    const today = this.clock.today();
    const [states, persons, organisations] = await Promise.all([
      this.all(),
      this.db.rows<Counted>(sql`
        SELECT p.state_code AS code, COUNT(*) AS n FROM person p
        WHERE p.state_code IS NOT NULL AND (p.left_on IS NULL OR p.left_on > ${today}) AND ${visibleTo(actor, today)}
        GROUP BY p.state_code`),
      this.db.rows<Counted>(sql`
        SELECT state_code AS code, COUNT(*) AS n FROM organisation WHERE state_code IS NOT NULL GROUP BY state_code`),
    ]);
    const numbers = (rows: Counted[]) => new Map(rows.map(({ code, n }) => [code, Number(n)]));
    const [inPersons, inOrganisations] = [numbers(persons), numbers(organisations)];
    return states.map((state) => ({
      ...state,
      persons: inPersons.get(state.code) ?? 0,
      organisations: inOrganisations.get(state.code) ?? 0,
    }));
  }

  /** Codes of the States that take part on a day, as member or observer. */
  async takingPart(day: Day = this.clock.today()): Promise<string[]> {
    const rows = await this.db.rows<{ code: string }>(sql`
      SELECT DISTINCT state_code AS code FROM participation
      WHERE valid_from <= ${day} AND (valid_to IS NULL OR valid_to >= ${day}) ORDER BY state_code`);
    return rows.map(({ code }) => code);
  }

  private periods(): Promise<Period[]> {
    return this.db.rows<Period>(sql`
      SELECT state_code AS stateCode, kind, valid_from AS validFrom, valid_to AS validTo, note
      FROM participation ORDER BY valid_from DESC, id`);
  }

  private complete(state: Raw, all: Period[]): StateRow {
    const periods = all
      .filter(({ stateCode }) => stateCode === state.code)
      .map(({ stateCode: _, ...period }) => period);
    const now = participationOn(periods, this.clock.today());
    return {
      ...state,
      eu: Boolean(state.eu),
      eea: Boolean(state.eea),
      participation: now?.kind ?? null,
      since: now?.validFrom ?? null,
      periods,
    };
  }
}

interface Counted {
  code: string;
  n: number;
}
