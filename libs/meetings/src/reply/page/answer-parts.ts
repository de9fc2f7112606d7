import { Injectable } from '@nestjs/common';
import type { Actor, Ctx } from '@samrad/platform/auth';
import { Db } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';
import type { FormState } from '@samrad/platform/views';
import { InvitationFinder, type InvitationRow } from '../../invitation/invitation.finder.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';

/** The answer page as a part of it is drawn. */
export interface AnswerShown {
  invitation: InvitationRow;
  meeting: MeetingRow;
  form: FormState;
  /** Where the page is: `/a/<token>` or `/invitations/<id>/reply`. */
  path: string;
  way: 'link' | 'portal';
  /** Why nothing can be answered any more; null: it can. */
  closed: string | null;
}

/** A part of the answer page that another noun or context contributes. */
export interface AnswerPart {
  name: string;
  /** In the form among the questions, or below it with forms and links of its own. */
  place: 'form' | 'below';
  order: number;
  /** @returns markup, or null when there is nothing to ask or say */
  render(ctx: Ctx, shown: AnswerShown): Promise<string | null>;
  /**
   * Takes its own fields out of a form that was sent, in the transaction of the answer. @param invitation as it is now
   * @throws Invalid with its own fields
   */
  take?(actor: Actor, invitation: InvitationRow, body: Record<string, unknown>): Promise<void>;
}

interface Sent {
  actor: Actor;
  invitation: InvitationRow;
  body: unknown;
}

/** Who contributes what to the answer page. Filled at start (`onModuleInit`), read for every page. */
@Injectable()
export class AnswerParts {
  private readonly parts: AnswerPart[] = [];

  constructor(
    private readonly db: Db,
    private readonly finder: InvitationFinder,
  ) {}

  offer(part: AnswerPart): void {
    this.parts.push(part);
    this.parts.sort((a, b) => a.order - b.order);
  }

  /** Markup for inside the form and for below it. */
  async render(ctx: Ctx, shown: AnswerShown): Promise<{ partsHtml: string; belowHtml: string }> {
    const drawn = await Promise.all(
      this.parts.map(async (part) => ({ place: part.place, markup: await part.render(ctx, shown) })),
    );
    const at = (place: AnswerPart['place']) =>
      drawn
        .filter((one) => one.place === place)
        .map(({ markup }) => markup ?? '')
        .join('');
    return { partsHtml: at('form'), belowHtml: at('below') };
  }

  /** Records an answer and everything that was sent along with it, or nothing. */
  async around<R>({ actor, invitation, body }: Sent, answer: () => Promise<R>): Promise<R> {
    return this.db.tx(async () => {
      const result = await answer();
      const [now] = await this.finder.some([invitation.id]);
      const fields = (body ?? {}) as Record<string, unknown>;
      for (const part of this.parts) await part.take?.(actor, found(now), fields);
      return result;
    });
  }
}
