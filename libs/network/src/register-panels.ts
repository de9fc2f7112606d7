import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';

/** A part of the page of a person, an organisation or a State that a context above contributes. */
export interface RegisterPanel {
  noun: 'person' | 'organisation' | 'state';
  /** From top to bottom. */
  order: number;
  /** @param id of the person or the organisation, or the code of the State. @returns markup, or null when the reader gets none */
  render(ctx: Ctx, id: string): Promise<string | null>;
}

/** Who contributes what to the pages of the register. Filled at start (`onModuleInit`), read for every page. */
@Injectable()
export class RegisterPanels {
  private readonly panels: RegisterPanel[] = [];

  offer(panel: RegisterPanel): void {
    this.panels.push(panel);
    this.panels.sort((a, b) => a.order - b.order);
  }

  async render(ctx: Ctx, noun: RegisterPanel['noun'], id: string): Promise<{ html: string }[]> {
    const panels = this.panels.filter((panel) => panel.noun === noun);
    const markup = await Promise.all(panels.map((panel) => panel.render(ctx, id)));
    return markup.filter((part) => part !== null).map((html) => ({ html }));
  }
}
