import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import type { MeetingRow } from './meeting.finder.js';

/** A rendered panel; `count` is shown beside its name in the navigation of the page. */
export interface PanelMarkup {
  markup: string;
  count?: number;
}

/** A part of the meeting page that its noun contributes: agenda, participants, minutes, actions … */
export interface MeetingPanel {
  /** Id of the section on the page: its markup is `<section class="panel" id="<name>">`. */
  name: string;
  column: 'main' | 'side';
  /** From top to bottom; agenda 10, participants 20, minutes 30, actions 40; answers 10, checklist 20, documents 30. */
  order: number;
  /** @returns markup, or null when the reader gets none */
  render(ctx: Ctx, meeting: MeetingRow): Promise<PanelMarkup | string | null>;
  /** Locale key of its link in the navigation of the page; absent: no link. */
  navKey?: string;
}

/** A thing to do with the meeting. `primary`: the first one offered becomes the one primary button. */
export interface MeetingAct {
  href: string;
  /** Locale key of the button. */
  key: string;
  /** Name of the icon, e.g. `icon: 'Bell'`. */
  icon: string;
  weight: 'primary' | 'secondary' | 'more';
}

export interface MeetingActOffer {
  name: string;
  order: number;
  /** @returns null when it does not fit the meeting's status or the reader's role */
  act(ctx: Ctx, meeting: MeetingRow): MeetingAct | null;
}

/** What a noun has to say beside the form of a step: who will be told, what follows. */
export interface MeetingNote {
  step: 'cancellation' | 'postponement';
  /** @returns markup of panels, or null when there is nothing to say */
  render(ctx: Ctx, meeting: MeetingRow): Promise<string | null>;
}

export interface PanelView {
  name: string;
  navKey?: string;
  html: string;
  count?: number;
}

/** Who contributes what to the meeting page. Filled at start (`onModuleInit`), read for every page. */
@Injectable()
export class MeetingPanels {
  private readonly panels: MeetingPanel[] = [];
  private readonly offers: MeetingActOffer[] = [];
  private readonly stepNotes: MeetingNote[] = [];

  offer(panel: MeetingPanel): void {
    this.panels.push(panel);
    this.panels.sort((a, b) => a.order - b.order);
  }

  offerAct(offer: MeetingActOffer): void {
    this.offers.push(offer);
    this.offers.sort((a, b) => a.order - b.order);
  }

  offerNote(note: MeetingNote): void {
    this.stepNotes.push(note);
  }

  /** Markup for the page of a step. */
  async notes(ctx: Ctx, meeting: MeetingRow, step: MeetingNote['step']): Promise<{ html: string }[]> {
    const notes = this.stepNotes.filter((note) => note.step === step);
    const markup = await Promise.all(notes.map((note) => note.render(ctx, meeting)));
    return markup.filter((part) => part !== null).map((html) => ({ html }));
  }

  /** The panels of a meeting for one reader. */
  async render(ctx: Ctx, meeting: MeetingRow): Promise<{ main: PanelView[]; side: PanelView[] }> {
    const views = await Promise.all(this.panels.map((panel) => viewOf(panel, ctx, meeting)));
    const shown = views.filter((view) => view !== null);
    return {
      main: shown.filter((view) => view.column === 'main'),
      side: shown.filter((view) => view.column === 'side'),
    };
  }

  /** One primary button, two secondary ones, the rest under "More". */
  acts(ctx: Ctx, meeting: MeetingRow): { primary: MeetingAct | null; secondary: MeetingAct[]; more: MeetingAct[] } {
    const all = this.offers.map((offer) => offer.act(ctx, meeting)).filter((act) => act !== null);
    const first = (weight: MeetingAct['weight']) => all.find((act) => act.weight === weight);
    const primary = first('primary') ?? first('secondary') ?? null;
    const beside = all.filter((act) => act !== primary && act.weight !== 'more');
    const more = all.filter((act) => act.weight === 'more');
    return { primary, secondary: beside.slice(0, 2), more: [...beside.slice(2), ...more] };
  }
}

async function viewOf(panel: MeetingPanel, ctx: Ctx, meeting: MeetingRow) {
  const rendered = await panel.render(ctx, meeting);
  if (rendered === null) return null;
  const { markup, count } = typeof rendered === 'string' ? { markup: rendered } : rendered;
  return { name: panel.name, column: panel.column, navKey: panel.navKey, html: markup, count } as PanelView & {
    column: MeetingPanel['column'];
  };
}
