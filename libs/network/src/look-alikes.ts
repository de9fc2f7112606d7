import { Injectable } from '@nestjs/common';
import { Conflict } from '@samrad/platform/errors';

type Noun = 'person' | 'organisation';

/** A record of the register that what somebody is typing looks like. */
export interface LookAlike {
  id: string;
  name: string;
  href: string;
  /** What is alike, as locale keys with their variables. */
  reasons: { key: string; params: Record<string, unknown> }[];
}

/** @param typed fields of the form; any of them may be missing or wrong */
export type LookAlikeSource = (noun: Noun, typed: Record<string, unknown>) => Promise<LookAlike[]>;

/** Somebody in a list. */
export interface ListedPerson {
  givenName: string;
  familyName: string;
  emails: readonly string[];
  stateCode: string | null;
  phone: string | null;
  organisations: readonly string[];
}

/** Looks for many at once among those who were in the register when it began. */
export interface LookAlikeSearch {
  /** @returns for each in the same order whom they look like */
  find(persons: readonly ListedPerson[]): Promise<LookAlike[][]>;
}

/** Warns before somebody is put into the register twice. Who knows what looks alike registers at start. */
@Injectable()
export class LookAlikes {
  private source: LookAlikeSource = async () => [];
  private many: () => Promise<LookAlikeSearch> = async () => ({ find: async (all) => all.map(() => []) });

  register(source: LookAlikeSource): void {
    this.source = source;
  }

  registerMany(begin: () => Promise<LookAlikeSearch>): void {
    this.many = begin;
  }

  /** For a list: the register is gone through once. */
  begin(): Promise<LookAlikeSearch> {
    return this.many();
  }

  find(noun: Noun, typed: Record<string, unknown>): Promise<LookAlike[]> {
    return this.source(noun, typed);
  }

  /**
   * Before a new record is made.
   * @param typed with `saveAnyway` when whoever types has seen the warning
   * @throws Conflict with `duplicates`: the records that look alike
   */
  async demandNone(noun: Noun, typed: Record<string, unknown> & { saveAnyway: boolean }): Promise<void> {
    if (typed.saveAnyway) return;
    const duplicates = await this.find(noun, typed);
    if (duplicates.length) throw new Conflict('network.lookAlikes.found', { duplicates });
  }
}
