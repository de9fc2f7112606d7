import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { MeetingPanels } from '../../meeting/meeting-panels.js';
import { InvitationFinder } from '../invitation.finder.js';
import { letterTag } from '../sending/letter-tags.js';
import { addresseeOf } from '../sending/invitation-letters.js';
import { LetterExamples } from './letter-examples.js';

/** Beside the form that cancels or postpones a meeting: who will get which mail. */
@Injectable()
export class StepNotes implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: InvitationFinder,
    private readonly examples: LetterExamples,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    for (const [step, kind] of [
      ['cancellation', 'cancelled'],
      ['postponement', 'postponed'],
    ] as const) {
      this.panels.offerNote({ step, render: (ctx, meeting) => this.note(ctx, meeting, kind) });
    }
  }

  private async note(ctx: Ctx, meeting: MeetingRow, kind: 'cancelled' | 'postponed'): Promise<string | null> {
    const people = await this.finder.listening(meeting.id);
    if (!people.length) return null;
    const future = { ...meeting, status: kind, statusReason: '…' };
    return this.views.markup(ctx, 'meetings/invitation/_step', {
      count: people.length,
      rows: people.map((row) => ({ ...row, kind, tag: letterTag(kind) })),
      previews: await this.examples.of(ctx, future, { kind, people: people.map(addresseeOf) }),
    });
  }
}
