import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswerParts, ParticipantNotes, type AnswerShown, type MeetingRow, type Notes } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { HomePanels, Views, type Task } from '@samrad/platform/views';
import { SubstituteFinder, type SubstitutionRow } from '../substitute.finder.js';
import { mayDecide } from '../substitute.policy.js';
import { statusTag } from '../substitute.presenter.js';

/** What other pages show of substitutes: the answer page, the board, the first page. */
@Injectable()
export class SubstituteParts implements OnModuleInit {
  constructor(
    private readonly answers: AnswerParts,
    private readonly board: ParticipantNotes,
    private readonly home: HomePanels,
    private readonly finder: SubstituteFinder,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.answers.offer({
      name: 'substitute',
      place: 'below',
      order: 20,
      render: (ctx, shown) => this.answer(ctx, shown),
    });
    this.board.offer((ctx, meeting) => this.notes(ctx, meeting));
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  /** Who comes instead, for whom one comes, or the way to say so. */
  private async answer(ctx: Ctx, { invitation, path, way, closed }: AnswerShown): Promise<string | null> {
    const [latest, standsIn] = await Promise.all([
      this.finder.latestOf(invitation.id),
      this.finder.standsInFor(invitation.id),
    ]);
    const own = latest && isTold(latest) ? { ...latest, tag: statusTag(latest.status) } : null;
    const base = way === 'link' ? path : path.replace(/\/reply$/, '');
    const href = closed ? null : `${base}/substitute${query(ctx)}`;
    const data = { own, standsInFor: standsIn?.principalName, href };
    return this.views.markup(ctx, 'delegations/substitute/_answer', data);
  }

  private async notes({ lang }: Ctx, { id }: MeetingRow): Promise<Notes> {
    const persons: Notes['persons'] = new Map();
    const say = (key: string, name: string) => this.views.i18n.t(lang, `delegations.substitute.note.${key}`, { name });
    const note = (invitationId: string, text: string, tag: { color: 'warning' | 'info'; icon: string }) =>
      persons.set(invitationId, [...(persons.get(invitationId) ?? []), { text, ...tag }]);
    for (const { invitationId, standInId, status, name, principalName } of await this.finder.standing(id)) {
      const isOpen = status === 'proposed';
      const tag = isOpen
        ? { color: 'warning' as const, icon: 'Hourglass' }
        : { color: 'info' as const, icon: 'PersonRectangle' };
      note(invitationId, say(isOpen ? 'proposed' : 'substitute', name), tag);
      if (standInId) note(standInId, say('standsInFor', principalName), { color: 'info', icon: 'PersonRectangle' });
    }
    return { persons, states: new Map() };
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    if (!mayDecide(actor)) return [];
    const count = await this.finder.waiting(actor);
    return [{ key: 'delegations.home.substitutes', count, href: '/substitutes', tone: 'warning' }];
  }
}

/** What was withdrawn by another answer is no news. */
const isTold = ({ status, principalStatus }: SubstitutionRow): boolean =>
  status === 'refused' ? principalStatus === 'needs_action' : principalStatus === 'delegated' && status !== 'withdrawn';

const query = ({ query: { lang }, lang: chosen }: Ctx): string => (lang ? `?lang=${chosen}` : '');
