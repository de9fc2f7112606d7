import { Injectable } from '@nestjs/common';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import type { MinutesAnnex } from '../minutes.types.js';

type AnnexSource = (meeting: MeetingRow) => Promise<MinutesAnnex | null>;

/** What other contexts add at the end of the minutes. Filled at start, read whenever minutes are put together. */
@Injectable()
export class MinutesAnnexes {
  private readonly sources: AnnexSource[] = [];

  offer(source: AnnexSource): void {
    this.sources.push(source);
  }

  async of(meeting: MeetingRow): Promise<MinutesAnnex[]> {
    const annexes = await Promise.all(this.sources.map((source) => source(meeting)));
    return annexes.filter((annex) => annex !== null && annex.parts.length > 0) as MinutesAnnex[];
  }
}
