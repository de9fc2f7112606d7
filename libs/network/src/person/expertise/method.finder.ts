import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { nameIn } from '../../state/known-states.js';
import { Method } from './expertise.entity.js';
import data from './data/methods.json' with { type: 'json' };

export interface MethodRow {
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  version: number;
}

/** Methods that persons may master, in the order of the list. */
@Injectable()
export class MethodFinder {
  constructor(private readonly db: Db) {}

  all(): Promise<MethodRow[]> {
    return this.db.rows<MethodRow>(sql`
      SELECT code, name_en AS nameEn, name_nb AS nameNb, name_nn AS nameNn, version FROM method ORDER BY place, code`);
  }

  async options(language: Language): Promise<{ value: string; label: string }[]> {
    return (await this.all()).map((method) => ({ value: method.code, label: nameIn(method, language) }));
  }

  /** Puts the methods that come with the product into the database, the first time. */
  async load(): Promise<void> {
    await this.db.tx(async () => {
      if ((await this.all()).length) return;
      await this.db.repo(Method).insert(data.map((method, index) => ({ ...method, place: index + 1 })));
    });
  }
}
