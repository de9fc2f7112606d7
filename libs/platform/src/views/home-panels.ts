import { Injectable } from '@nestjs/common';
import type { Ctx } from '../auth/routes.js';

/** A part of the first page that a context contributes. */
export interface HomePanel {
  name: string;
  column: 'main' | 'side';
  /** From top to bottom. */
  order: number;
  /** @returns markup, or null when there is nothing for this reader */
  render(ctx: Ctx): Promise<string | null>;
}

/** Something that waits for this reader: one line of “To do now”. */
export interface Task {
  /** Locale key, with `count`. */
  key: string;
  count: number;
  href: string;
  tone: 'danger' | 'warning' | 'info';
  params?: Record<string, unknown>;
}

type TaskSource = (ctx: Ctx) => Promise<Task[]>;

const gravity = { danger: 0, warning: 1, info: 2 };

/** Who contributes what to the first page. Filled at start, read for every visit. */
@Injectable()
export class HomePanels {
  private readonly panels: HomePanel[] = [];
  private readonly sources: TaskSource[] = [];

  offer(panel: HomePanel): void {
    this.panels.push(panel);
    this.panels.sort((a, b) => a.order - b.order);
  }

  offerTasks(source: TaskSource): void {
    this.sources.push(source);
  }

  /** What waits, the most urgent first; nothing that counts zero. */
  async tasks(ctx: Ctx): Promise<Task[]> {
    const all = await Promise.all(this.sources.map((source) => source(ctx)));
    return all
      .flat()
      .filter((task) => task.count > 0)
      .sort((a, b) => gravity[a.tone] - gravity[b.tone]);
  }

  async render(ctx: Ctx): Promise<{ main: string[]; side: string[] }> {
    const rendered = await Promise.all(this.panels.map(async (panel) => ({ panel, markup: await panel.render(ctx) })));
    const of = (column: HomePanel['column']) =>
      rendered.filter(({ panel, markup }) => panel.column === column && markup).map(({ markup }) => markup!);
    return { main: of('main'), side: of('side') };
  }
}
