import { Injectable } from '@nestjs/common';
import { nameOf } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Traces } from '@samrad/platform/traces';
import type { RequestRow } from './request.finder.js';

/** Notes who read what people ask about their data; the person finds it in what they take out. */
@Injectable()
export class RequestReading {
  constructor(private readonly traces: Traces) {}

  async one(actor: Actor, request: RequestRow): Promise<void> {
    await this.traces.read(actor, { what: 'privacy', subjectId: request.personId, subject: nameOf(request) });
  }

  async list(actor: Actor, rows: readonly RequestRow[]): Promise<void> {
    await this.traces.read(actor, { what: 'privacy', amount: async () => rows.length });
  }
}
