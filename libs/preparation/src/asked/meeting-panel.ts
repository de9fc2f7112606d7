import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingPanels, type MeetingRow } from '@samrad/meetings';
import { isOrganiser, type Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';

/** One link of the panel, with how far it has come. */
export interface PanelLine {
  href: string;
  /** Locale key of the link. */
  key: string;
  tags: { text: string; color: string; icon: string }[];
}

type LineSource = (ctx: Ctx, meeting: MeetingRow) => Promise<PanelLine | null>;

/** What goes before a meeting, beside its page: each noun adds its line. For organisers. */
@Injectable()
export class PreparationPanel implements OnModuleInit {
  private readonly sources: LineSource[] = [];

  constructor(
    private readonly panels: MeetingPanels,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panels.offer({ name: 'preparation', column: 'side', order: 18, render: (ctx, m) => this.render(ctx, m) });
  }

  offer(source: LineSource): void {
    this.sources.push(source);
  }

  private async render(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    if (!isOrganiser(ctx.actor)) return null;
    const lines = (await Promise.all(this.sources.map((source) => source(ctx, meeting)))).filter(Boolean);
    return lines.length ? this.views.markup(ctx, 'preparation/asked/_panel', { lines }) : null;
  }
}
