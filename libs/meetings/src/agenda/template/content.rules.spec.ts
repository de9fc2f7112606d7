import { edited, type AgendaContent, type ContentItem, type SessionRow } from './content.rules.js';

const item = (title: string, more: Partial<ContentItem> = {}): ContentItem => ({
  ...{ title, type: 'discussion', minutes: 30, topicCode: null, note: 'Kept', isSub: false, presenters: [] },
  ...{ session: null, group: null, ...more },
});
const group = { name: 'Advice', room: null, chairId: null };
const before: AgendaContent = {
  sessions: [
    { title: 'All', access: 'open', attribution: 'attributable', groups: [] },
    { title: 'States', access: 'states', attribution: 'chatham_house', groups: [group] },
  ],
  items: [item('Welcome', { session: 0 }), item('Returns', { session: 1, group: 0 })],
};
const row = (was: number | null, title: string, session?: number | null) => ({
  ...{ was, title, place: was ?? 9, minutes: 30, type: 'discussion' as const },
  ...(session !== undefined && { session }),
});
const session = (was: number | null, title: string): SessionRow => ({
  ...{ was, title, access: 'commission', attribution: 'not_minuted' },
});
const rows = [row(0, 'Welcome', 0), row(1, 'Returns', 1)];

describe('a template', () => {
  it('keeps its sessions when the form says nothing of them', () =>
    expect(edited(before, [row(0, 'Welcome'), row(1, 'Returns')])).toEqual(before));

  it('has its sessions renamed, opened and closed; groups stay', () => {
    const { sessions, items } = edited(before, rows, [session(0, 'All'), session(1, 'Bodies')]);
    expect(sessions[1]).toEqual({ title: 'Bodies', access: 'commission', attribution: 'not_minuted', groups: [group] });
    expect(items[1]).toMatchObject({ session: 1, group: 0, note: 'Kept' });
  });

  it('loses a session whose title is emptied: its items are in none', () => {
    const { sessions, items } = edited(before, rows, [session(0, ''), session(1, 'States')]);
    expect(sessions.map(({ title }) => title)).toEqual(['States']);
    expect(items).toMatchObject([
      { session: null, group: null },
      { session: 0, group: 0 },
    ]);
  });

  it('gets a new session and items moved into it, which leaves their group', () => {
    const sent = [session(0, 'All'), session(1, 'States'), session(null, 'Partners')];
    const { sessions, items } = edited(before, [row(1, 'Returns', 2), row(null, 'New', 2)], sent);
    expect(sessions[2]).toMatchObject({ title: 'Partners', groups: [] });
    expect(items).toMatchObject([
      { session: 2, group: null },
      { session: 2, group: null },
    ]);
  });

  it('leaves items out of sessions that nobody named', () =>
    expect(edited(before, [row(0, 'Welcome', 7)], [session(0, 'All')]).items[0]).toMatchObject({ session: null }));
});
