import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  AnswerParts,
  ParticipantNotes,
  type AnswerShown,
  type MeetingRow,
  type Notes,
  type ParticipantNote,
} from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { HomePanels, Views, type Task } from '@samrad/platform/views';
import { SubstituteFinder, type SubstitutionRow } from '../substitute.finder.js';
import { mayDecide } from '../substitute.policy.js';
import { isDouble, isLapsed, whoIs } from '../substitute.rules.js';
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
    const isOwn = way === 'link' || ctx.actor.personId === invitation.personId;
    const data = { own, standsInFor: standsIn?.principalName, href, isOwn, name: invitation.name };
    return this.views.markup(ctx, 'delegations/substitute/_answer', data);
  }

  private async notes({ lang, actor }: Ctx, { id }: MeetingRow): Promise<Notes> {
    const persons: Notes['persons'] = new Map();
    for (const row of await this.finder.onBoard(id)) {
      // Who is only proposed is for those who decide.
      if (row.status !== 'confirmed' && !mayDecide(actor)) continue;
      const substitute = mayDecide(actor) ? whoIs(row) : row.name;
      for (const { at, key, tag } of remarksOn(row)) {
        const name = at === row.invitationId ? substitute : row.principalName;
        const text = this.views.i18n.t(lang, `delegations.substitute.note.${key}`, { name });
        persons.set(at, [...(persons.get(at) ?? []), { text, ...tag }]);
      }
    }
    return { persons, states: new Map() };
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    if (!mayDecide(actor)) return [];
    const [count, doubled] = await Promise.all([this.finder.waiting(actor), this.finder.doubled(actor)]);
    return [
      { key: 'delegations.home.substitutes', count, href: '/substitutes', tone: 'warning' },
      { key: 'delegations.home.doubled', count: doubled.length, href: '/substitutes', tone: 'warning' },
    ];
  }
}

interface Remark {
  /** Id of the invitation beside which it stands. */
  at: string;
  key: string;
  tag: Pick<ParticipantNote, 'color' | 'icon'>;
}

const waits = { color: 'warning', icon: 'Hourglass' } as const;
const standsIn = { color: 'info', icon: 'PersonRectangle' } as const;
const both = { color: 'warning', icon: 'ExclamationmarkTriangle' } as const;

/** Beside the person who does not come, and beside the substitute. */
function remarksOn(row: SubstitutionRow): Remark[] {
  const { invitationId, standInId, status } = row;
  if (status === 'proposed') return [{ at: invitationId, key: 'proposed', tag: waits }];
  if (status === 'withdrawn') return isLapsed(row) ? [{ at: invitationId, key: 'lapsed', tag: waits }] : [];
  if (standInId === null || row.isStandInRemoved) return [];
  if (isDouble(row)) {
    return [
      { at: invitationId, key: 'double', tag: both },
      { at: standInId, key: 'doubleFor', tag: both },
    ];
  }
  return [
    { at: invitationId, key: 'substitute', tag: standsIn },
    { at: standInId, key: 'standsInFor', tag: standsIn },
  ];
}

/** What was withdrawn by another answer is no news. */
const isTold = ({ status, principalStatus }: SubstitutionRow): boolean =>
  status === 'refused' ? principalStatus === 'needs_action' : principalStatus === 'delegated' && status !== 'withdrawn';

const query = ({ query: { lang }, lang: chosen }: Ctx): string => (lang ? `?lang=${chosen}` : '');
