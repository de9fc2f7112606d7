import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { AgendaViews } from '../agenda-views.js';
import { itemTypes } from '../agenda.dto.js';
import { AgendaFinder } from '../agenda.finder.js';
import { placed, placeFor, type Unplaced } from '../agenda.rules.js';
import { SessionFinder, type KnownSession } from '../session/session.finder.js';

/** What a form about an item says so far; anything may be missing or wrong. */
interface Tried {
  /** Id of the item; absent: a new one. */
  item?: unknown;
  minutes?: unknown;
  type?: unknown;
  within?: unknown;
}

/** How the agenda fills the time of the room, also while an item is being written. */
@Injectable()
export class AgendaFit {
  constructor(
    private readonly finder: AgendaFinder,
    private readonly sessions: SessionFinder,
    private readonly views: AgendaViews,
  ) {}

  async now(ctx: Ctx, meeting: MeetingRow) {
    return this.views.fit(ctx, meeting, await this.finder.draft(meeting));
  }

  /** As if the item were saved. */
  async tried(ctx: Ctx, meeting: MeetingRow, form: Tried) {
    const [{ lines }, sessions] = await Promise.all([this.finder.unplaced(meeting.id), this.sessions.of(meeting.id)]);
    const item = { ...factsOf(form), ...belongingOf(sessions, form.within) };
    return this.views.fit(ctx, meeting, placed(meeting.startWall, withItem(lines, form.item, item), meeting.endWall));
  }
}

type Item = Pick<Unplaced, 'minutes' | 'type' | 'session' | 'group'>;

function withItem(lines: Unplaced[], id: unknown, item: Item): Unplaced[] {
  const at = lines.findIndex((line) => line.id === id);
  if (at >= 0) return lines.with(at, { ...lines[at]!, ...item });
  const blank = {
    id: '',
    title: '',
    topicCode: null,
    note: null,
    isSub: false,
    presenters: [],
    documents: [],
    topicId: null,
    carried: null,
  };
  const ids = lines.map(({ session, group }) => ({ sessionId: session?.id ?? null, groupId: group?.id ?? null }));
  const place = placeFor(ids, { sessionId: item.session?.id ?? null, groupId: item.group?.id ?? null });
  return lines.toSpliced(place, 0, { ...blank, ...item });
}

function factsOf({ minutes, type }: Tried): Pick<Item, 'minutes' | 'type'> {
  const count = typeof minutes === 'string' && /^\d{1,4}$/.test(minutes.trim()) ? Number(minutes) : 0;
  return { minutes: count, type: itemTypes.find((one) => one === type) ?? 'information' };
}

function belongingOf(sessions: readonly KnownSession[], within: unknown): Pick<Item, 'session' | 'group'> {
  for (const session of sessions) {
    if (within === `s:${session.id}`) return { session, group: null };
    const group = session.groups.find(({ id }) => within === `g:${id}`);
    if (group) return { session, group };
  }
  return { session: null, group: null };
}
