import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Views } from '@samrad/platform/views';
import { isNoted, kindOf } from '@samrad/library';
import { MeetingDocuments } from '../paper/meeting-documents.js';
import { MeetingPanels, type MeetingAct } from '../meeting-panels.js';
import type { MeetingRow } from '../meeting.finder.js';
import { canRunMeeting } from '../meeting.policy.js';
import { hasWhere, isOpen, isPastDraft, isRemovable, mayBecome, mayCancel } from '../meeting.rules.js';

interface Preparation {
  agendas: number;
  papers: number;
  invited: number;
  sent: number;
}

/** What the meeting itself puts on its page: its description, the preparations, its documents, the steps of its life. */
@Injectable()
export class MeetingSidePanels implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly documents: MeetingDocuments,
    private readonly views: Views,
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const part = (name: string, order: number) => ({ name, order, column: 'side' as const });
    this.panels.offer({ name: 'about', column: 'main', order: 5, render: async (ctx, m) => this.about(ctx, m) });
    this.panels.offer({ name: 'begun', column: 'main', order: 1, render: async (ctx, m) => this.begun(ctx, m) });
    this.panels.offer({ ...part('checklist', 20), render: (ctx, meeting) => this.checklist(ctx, meeting) });
    this.panels.offer({ ...part('documents', 30), render: (ctx, meeting) => this.papers(ctx, meeting) });
    this.panels.offerAct({ name: 'hold', order: 5, act: (ctx, meeting) => this.hold(ctx, meeting) });
    this.panels.offerAct({
      name: 'calendar',
      order: 65,
      act: (_, { id, calledAt }) =>
        calledAt === null
          ? null
          : {
              href: `/meetings/${id}/meeting.ics`,
              key: 'meetings.meeting.act.calendar',
              icon: 'Calendar',
              weight: 'more',
            },
    });
    const steps = [
      { name: 'edit', icon: 'PencilLine', fits: ({ status }: MeetingRow) => isOpen(status) },
      { name: 'documents', icon: 'Paperclip', fits: ({ status }: MeetingRow) => status !== 'cancelled' },
      { name: 'postponement', icon: 'Hourglass', fits: ({ status }: MeetingRow) => mayMove(status) },
      { name: 'cancellation', icon: 'XMarkOctagon', fits: (m: MeetingRow) => mayCancel(m, this.clock.instant()) },
      { name: 'removal', icon: 'Trash', fits: isRemovable },
      { name: 'history', icon: 'ClockDashed', fits: () => true },
    ];
    steps.forEach(({ name, icon, fits }, index) =>
      this.panels.offerAct({
        name,
        order: 70 + index,
        act: (ctx, meeting) => stepAct(ctx, meeting, { name, icon, fits }),
      }),
    );
  }

  private about(ctx: Ctx, { description }: MeetingRow): string | null {
    return description ? this.views.markup(ctx, 'meetings/meeting/_about', { description }) : null;
  }

  /** What can be done about a draft whose time has come. */
  private begun(ctx: Ctx, meeting: MeetingRow): string | null {
    if (!canRunMeeting(ctx.actor) || !isPastDraft(meeting, this.clock.instant())) return null;
    return this.views.markup(ctx, 'meetings/meeting/_begun', { meetingId: meeting.id });
  }

  private hold({ actor }: Ctx, { id, status, startAt }: MeetingRow): MeetingAct | null {
    if (!canRunMeeting(actor) || !mayBecome(status, 'held') || startAt > this.clock.instant()) return null;
    return {
      href: `/meetings/${id}/holding`,
      key: 'meetings.meeting.holding',
      icon: 'CheckmarkCircle',
      weight: 'secondary',
    };
  }

  /** Preparations as the facts show them; for organisers, until the meeting is held. */
  private async checklist(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    if (!canRunMeeting(ctx.actor) || !isOpen(meeting.status)) return null;
    const { agendas, papers, invited, sent } = await this.preparation(meeting.id);
    const steps = [
      { key: 'where', done: hasWhere(meeting) },
      { key: 'chair', done: Boolean(meeting.chairId && meeting.secretaryId) },
      { key: 'deadline', done: meeting.answerBy !== null },
      { key: 'agenda', done: agendas > 0 },
      { key: 'invitations', done: invited > 0 && sent === invited },
      { key: 'papers', done: papers > 0 },
    ];
    const done = steps.filter((step) => step.done).length;
    return this.views.markup(ctx, 'meetings/meeting/_checklist', { steps, done, total: steps.length });
  }

  private async papers(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    const documents = (await this.documents.of(ctx.actor, meeting.id)).map((one) => ({
      ...one,
      kind: kindOf(one.mediaType),
    }));
    const mayManage = canRunMeeting(ctx.actor) && meeting.status !== 'cancelled';
    if (!documents.length && !mayManage) return null;
    return this.views.markup(ctx, 'meetings/meeting/_papers', {
      documents,
      mayManage,
      meetingId: meeting.id,
      isNoted: isNoted(ctx.actor),
    });
  }

  private async preparation(id: string): Promise<Preparation> {
    const row = await this.db.row<Preparation>(sql`
      SELECT (SELECT COUNT(*) FROM agenda_version v WHERE v.meeting_id = ${id}) AS agendas,
        (SELECT COUNT(*) FROM meeting_document d WHERE d.meeting_id = ${id}) AS papers,
        (SELECT COUNT(*) FROM invitation i WHERE i.meeting_id = ${id} AND i.removed_at IS NULL) AS invited,
        (SELECT COUNT(*) FROM invitation i WHERE i.meeting_id = ${id} AND i.removed_at IS NULL
          AND i.sent_at IS NOT NULL) AS sent`);
    const numbers = Object.entries(row!).map(([name, value]) => [name, Number(value)]);
    return Object.fromEntries(numbers) as Preparation;
  }
}

/** Called meetings can be put off; one that waits can be given its new time. */
const mayMove = (status: MeetingRow['status']) => status === 'called' || status === 'postponed';

function stepAct(
  { actor }: Ctx,
  meeting: MeetingRow,
  { name, icon, fits }: { name: string; icon: string; fits: (meeting: MeetingRow) => boolean },
): MeetingAct | null {
  if (!canRunMeeting(actor) || !fits(meeting)) return null;
  return { href: `/meetings/${meeting.id}/${name}`, key: `meetings.meeting.act.${name}`, icon, weight: 'more' };
}
