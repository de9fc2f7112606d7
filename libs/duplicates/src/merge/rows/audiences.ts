import { Injectable } from '@nestjs/common';
import { fieldAudiences, PersonFields, personFields, usualAudience } from '@samrad/network';
import { narrower } from './audiences.rules.js';
import type { Changes } from './changes.js';
import { RawRows } from './raw-rows.js';

const table = 'person_shown';

/** Whom fields are shown to, when two persons become one. */
@Injectable()
export class MergedAudiences {
  constructor(
    private readonly rows: RawRows,
    private readonly fields: PersonFields,
  ) {}

  /** Before the rows move: what the one who goes had said stays behind, and has narrowed what the other one says. */
  async settle(changes: Changes, { keptId, lostId }: { keptId: string; lostId: string }): Promise<void> {
    const ours = await this.fields.audiencesOf(keptId);
    const theirs = await this.fields.audiencesOf(lostId);
    const after = narrower(ours, theirs, fieldAudiences);
    for (const field of personFields) {
      if (after[field] === ours[field]) continue;
      const row = await this.rows.one(table, { person_id: keptId, field });
      const said = { person_id: keptId, field, audience: after[field] };
      if (!row) await changes.add(table, said);
      else if (after[field] === usualAudience[field]) await changes.setAside(table, row);
      else await changes.change(table, row, said);
    }
  }
}
