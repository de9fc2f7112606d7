import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { Clock } from '../clock/index.js';
import { Db, isDuplicate, newId, sql } from '../database/index.js';
import { Trace } from './trace.entity.js';

export interface Reading {
  what: string;
  /** The record; left out of a list of many, which `detail` tells from others. */
  subjectId?: string;
  /** As the reader saw it, e.g. the title. */
  subject?: string;
  /** Of a list: how many records. Only asked when it is noted. */
  amount?: () => Promise<number>;
  /** What a list was narrowed by. */
  detail?: object;
}

/** Who gets it, and what for. */
export interface Handover {
  receiver: string;
  purpose: string;
}

export interface Taking {
  what: string;
  subjectId?: string;
  subject?: string;
  amount: number;
  handover?: Handover;
  /** How it was chosen and in which form; no names. */
  detail?: object;
}

const longest = 200;
const digestOf = (detail: object): string => createHash('sha256').update(JSON.stringify(detail)).digest('hex');

/** Notes who read, took out and brought in what few may see: before it is given, so that nothing is given unnoted. */
@Injectable()
export class Traces {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Once for each person, record or list, and day. Visitors without a name see nothing that is noted. */
  async read(actor: Actor, { what, subjectId, subject, amount, detail }: Reading): Promise<void> {
    if (actor.personId === null) return;
    const record = subjectId ?? digestOf(detail ?? {});
    const onceKey = [what, record, actor.personId, this.clock.today()].join(' ');
    const known = await this.db.row(sql`SELECT id FROM trace WHERE once_key = ${onceKey}`);
    if (known) return;
    const many = { amount: await amount?.(), detail };
    const trace = { kind: 'read' as const, what, subjectId, subject: subject?.slice(0, longest), ...many, onceKey };
    await this.db
      .tx(() => this.put(actor, trace))
      .catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
  }

  /** Every time. Joins the open transaction. */
  async exported(actor: Actor, taking: Taking): Promise<void> {
    await this.db.tx(() => this.put(actor, { kind: 'export', ...rowOf(taking) }));
  }

  /** Every time. Joins the open transaction. */
  async imported(actor: Actor, taking: Taking): Promise<void> {
    await this.db.tx(() => this.put(actor, { kind: 'import', ...rowOf(taking) }));
  }

  private async put(actor: Actor, trace: Partial<Trace>): Promise<void> {
    const who = { actorId: actor.personId, actorName: actor.name };
    const when = { day: this.clock.today(), at: this.clock.instant() };
    await this.db.insert(Trace, { id: newId(), ...who, ...when, ...trace });
  }
}

const rowOf = ({ handover, subject, ...taking }: Taking): Partial<Trace> => ({
  ...taking,
  subject: subject?.slice(0, longest),
  receiver: handover?.receiver,
  purpose: handover?.purpose,
});
