import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { formatInstant, Views } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { MeetingPanels, type MeetingAct } from '../../meeting/meeting-panels.js';
import { MinutesFinder, type MinutesRow } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { MinutesPresenter } from '../minutes.presenter.js';
import { MinutesReading } from './minutes-reading.js';
import { mayBegin } from '../minutes.rules.js';

/** What minutes contribute elsewhere: their panel and button on the meeting page. */
@Injectable()
export class MinutesPanel implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: MinutesFinder,
    private readonly reading: MinutesReading,
    private readonly presenter: MinutesPresenter,
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.panels.offer({
      name: 'minutes',
      column: 'main',
      order: 30,
      navKey: 'meetings.minutes.title',
      render: (ctx, meeting) => this.render(ctx, meeting),
    });
    this.panels.offerAct({ name: 'minutes', order: 30, act: (ctx, meeting) => this.act(ctx, meeting) });
  }

  /** Readers find the minutes in the panel, where it is asked whether they may read them. */
  private act(ctx: Ctx, meeting: MeetingRow): MeetingAct | null {
    const { id, status } = meeting;
    if (!canWriteMinutes(ctx.actor) || !mayBegin(meeting, this.clock.instant())) return null;
    if (status === 'minutes_published') {
      return { href: `/meetings/${id}/minutes`, key: 'meetings.minutes.read', icon: 'FileText', weight: 'primary' };
    }
    const weight = status === 'held' || status === 'draft' ? 'primary' : 'secondary';
    return { href: `/meetings/${id}/minutes/edit`, key: 'meetings.minutes.write', icon: 'PencilWriting', weight };
  }

  private async render(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    const minutes = await this.finder.ofMeeting(ctx.actor, meeting.id);
    const mayWrite = canWriteMinutes(ctx.actor) && mayBegin(meeting, this.clock.instant());
    if (!minutes && !mayWrite) return null;
    return this.views.markup(ctx, 'meetings/minutes/_panel', {
      meetingId: meeting.id,
      mayWrite,
      ...this.presenter.publishing(meeting, ctx.lang),
      minutes: minutes ? await this.shown(ctx, minutes) : null,
    });
  }

  /** The first two items that have anything in them. */
  private async shown(ctx: Ctx, minutes: MinutesRow) {
    const { snapshot, version } = await this.reading.of(ctx.actor, minutes, { draft: false });
    const { parts } = this.presenter.page(snapshot, ctx.lang, 2);
    const written = parts.filter(({ flow }) => flow.length > 0);
    return {
      status: this.presenter.status(minutes, ctx.lang),
      version: version && { ...version, at: formatInstant(version.publishedAt, ctx.lang) },
      saved: canWriteMinutes(ctx.actor) ? await this.lastSave(minutes) : null,
      parts: written.slice(0, 2),
      more: Math.max(0, written.length - 2),
      isBlank: written.length === 0,
    };
  }

  private async lastSave({ id }: MinutesRow): Promise<{ at: string; who: string | null } | null> {
    const sections = (await this.finder.sections(id)).filter(({ editedAt }) => editedAt !== null);
    const last = sections.sort((a, b) => (a.editedAt! < b.editedAt! ? 1 : -1))[0];
    return last ? { at: last.editedAt!, who: last.editedBy } : null;
  }
}
