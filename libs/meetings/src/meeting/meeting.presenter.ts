import type { Actor, Ctx } from '@samrad/platform/auth';
import { formatDay, formatInstant, formatLongDay } from '@samrad/platform/views';
import type { I18n, Language } from '@samrad/platform/i18n';
import { nameIn } from '@samrad/network';
import type { AnswerCounts, MeetingListRow } from './meeting-list.finder.js';
import type { MeetingStatus } from './meeting.entity.js';
import type { MeetingRow } from './meeting.finder.js';
import { canJoin, canPlanMeetings } from './meeting.policy.js';
import { referenceOf } from './meeting.rules.js';

const tags: Record<MeetingStatus, { color: string; icon: string }> = {
  draft: { color: 'neutral', icon: 'Pencil' },
  called: { color: 'info', icon: 'PaperplaneFill' },
  held: { color: 'success', icon: 'CheckmarkCircle' },
  minutes_published: { color: 'success', icon: 'FileCheckmark' },
  postponed: { color: 'warning', icon: 'Hourglass' },
  cancelled: { color: 'danger', icon: 'XMarkOctagon' },
};

export const statusTag = (status: MeetingStatus) => ({ ...tags[status], key: `meetings.meeting.status.${status}` });

export const groupName = (lang: Language, { groupNameEn, groupNameNb, groupNameNn }: MeetingRow): string =>
  nameIn({ nameEn: groupNameEn ?? '', nameNb: groupNameNb ?? '', nameNn: groupNameNn ?? '' }, lang);
/** `Oslo` of `Europe/Oslo`. */
export const cityOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ');

interface When {
  startWall: string;
  endWall: string;
  zone: string;
}

/** Day and clock times in words: `Thursday 10 December 2026`, `09:00–15:00 (Oslo)`. */
export function whenText(lang: Language, { startWall, endWall, zone }: When): { day: string; time: string } {
  const [from, to] = [startWall.slice(11), endWall.slice(11)];
  if (startWall.slice(0, 10) === endWall.slice(0, 10))
    return { day: formatLongDay(startWall, lang), time: `${from}–${to} (${cityOf(zone)})` };
  const short = (wall: string) => formatDay(wall, lang, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const day = `${formatDay(startWall, lang, { day: 'numeric', month: 'long', timeZone: 'UTC' })} – ${formatDay(endWall, lang, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })}`;
  return { day, time: `${short(startWall)} ${from} – ${short(endWall)} ${to} (${cityOf(zone)})` };
}

/** The parts of the answer bar; x and w in per cent of the whole. */
export function answerParts(i18n: I18n, lang: Language, counts: AnswerCounts) {
  let x = 0;
  const total = counts.total || 1;
  return (['yes', 'online', 'maybe', 'no', 'none'] as const).map((key) => {
    const w = (counts[key] / total) * 100;
    const part = {
      key,
      n: counts[key],
      x: round(x),
      w: round(w),
      text: i18n.t(lang, `meetings.meeting.answer.${key}`),
    };
    x += w;
    return part;
  });
}

const round = (value: number) => Math.round(value * 100) / 100;

/** The same in words, for those who do not see the bar. */
export const answerLabel = (parts: ReturnType<typeof answerParts>): string =>
  parts.map(({ text, n }) => `${text}: ${n}`).join(', ');

/** A row of the list. */
export function presentRow(i18n: I18n, lang: Language, row: MeetingListRow, counts?: AnswerCounts) {
  const parts = counts && answerParts(i18n, lang, counts);
  return {
    id: row.id,
    title: row.title,
    reference: referenceOf(row),
    group: row.groupCode,
    place: row.place,
    online: Boolean(row.hasVideo),
    isCancelled: row.status === 'cancelled',
    startAt: row.startAt,
    tag: statusTag(row.status),
    ...whenText(lang, row),
    answers: parts && { parts, label: answerLabel(parts), answered: counts.total - counts.none, total: counts.total },
  };
}

export type RowView = ReturnType<typeof presentRow>;

/** Rows under the month in which they begin, in the order they came. */
export function byMonth(lang: Language, rows: MeetingListRow[], views: RowView[]) {
  const months = new Map<string, { heading: string; rows: RowView[] }>();
  rows.forEach(({ startWall }, index) => {
    const month = startWall.slice(0, 7);
    const heading = formatDay(`${month}-01`, lang, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    const group = months.get(month) ?? { heading: heading.charAt(0).toUpperCase() + heading.slice(1), rows: [] };
    group.rows.push(views[index]!);
    months.set(month, group);
  });
  return [...months.values()];
}

/** The head of the meeting page. */
export function presentHero(i18n: I18n, { actor, lang }: Ctx, meeting: MeetingRow) {
  const say = (key: string, params?: Record<string, unknown>) => i18n.t(lang, `meetings.meeting.${key}`, params);
  const { day, time } = whenText(lang, meeting);
  const joins = canJoin(actor, meeting);
  return {
    id: meeting.id,
    title: meeting.title,
    reference: referenceOf(meeting),
    tag: statusTag(meeting.status),
    updated: formatInstant(meeting.updatedAt, lang).slice(0, -6),
    crumb: meeting.groupId ? { href: `/meetings?group=${meeting.groupId}`, text: groupName(lang, meeting) } : null,
    notice: noticeOf(meeting),
    when: { day, time, startAt: meeting.startAt, endAt: meeting.endAt, zone: meeting.zone },
    where: { place: meeting.place, hostStateCode: meeting.hostStateCode },
    online: meeting.videoUrl && { href: joins ? meeting.videoUrl : null },
    form: say(`form.${formOf(meeting)}`, { languages: languageNames(lang, meeting.languages) }),
    chair: meeting.chairName,
    secretary: meeting.secretaryName,
  };
}

const formOf = ({ place, videoUrl }: MeetingRow) => {
  if (place && videoUrl) return 'hybrid';
  return videoUrl ? 'online' : 'onSite';
};

const noticeOf = ({ status, statusReason }: MeetingRow) =>
  status === 'cancelled' || status === 'postponed'
    ? {
        key: `meetings.meeting.notice.${status}`,
        tone: status === 'cancelled' ? 'danger' : 'warning',
        reason: statusReason,
      }
    : null;

/** `English, Norwegian Bokmål` of `en,nb`. */
export function languageNames(lang: Language, codes: string): string {
  const names = new Intl.DisplayNames([lang === 'en' ? 'en-GB' : lang], { type: 'language' });
  return codes
    .split(',')
    .map((code) => names.of(code) ?? code)
    .join(', ');
}

/** A meeting in the API. Links into the room and inner matters only for those they are for. */
export function presentMeeting(actor: Actor, row: MeetingRow) {
  const { groupNameEn: _en, groupNameNb: _nb, groupNameNn: _nn, isInvited, languages, videoUrl, ...facts } = row;
  const inner = canPlanMeetings(actor) ? { uid: row.uid, sequence: row.sequence } : {};
  const { uid: _u, organiserAddress: _o, sequence: _s, significantSequence: _g, ...open } = facts;
  return {
    ...open,
    ...inner,
    reference: referenceOf(row),
    languages: languages.split(','),
    videoUrl: canJoin(actor, row) ? videoUrl : null,
    isInvited: Boolean(isInvited),
  };
}

export type MeetingOut = ReturnType<typeof presentMeeting>;

/** A row of the list in the API. */
export const presentListItem = ({ hasVideo, ...row }: MeetingListRow) => ({
  ...row,
  reference: referenceOf(row),
  isOnline: Boolean(hasVideo),
});

/** The values of the form for a meeting that exists. */
export const formValues = ({ startWall, endWall, languages, ...meeting }: MeetingRow) => ({
  ...meeting,
  start: startWall.slice(0, 10),
  startTime: startWall.slice(11),
  end: endWall.slice(0, 10),
  endTime: endWall.slice(11),
  number: meeting.number === null ? '' : String(meeting.number),
  languages: languages.split(','),
});

/** The way to a page about a meeting. */
export const crumbsOf = ({ id, title }: Pick<MeetingRow, 'id' | 'title'>) => [
  { href: '/meetings', key: 'meetings.meeting.listTitle' },
  { href: `/meetings/${id}`, text: title },
];
