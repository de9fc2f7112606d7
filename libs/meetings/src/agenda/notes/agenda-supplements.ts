import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import type { PaperBlock } from '@samrad/platform/office';
import type { MeetingRow } from '../../meeting/meeting.finder.js';

type SupplementSource = (ctx: Ctx, meeting: MeetingRow) => Promise<PaperBlock[]>;

/** What other contexts add below the agenda as a document, for its reader. Filled at start, read for every document. */
@Injectable()
export class AgendaSupplements {
  private readonly sources: SupplementSource[] = [];

  offer(source: SupplementSource): void {
    this.sources.push(source);
  }

  async of(ctx: Ctx, meeting: MeetingRow): Promise<PaperBlock[]> {
    return (await Promise.all(this.sources.map((source) => source(ctx, meeting)))).flat();
  }
}
