import { Injectable, Optional } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import type { Audience } from '@samrad/library';
import { emptyRichText } from '@samrad/platform/richtext';
import { PersonFinder, type Member } from '@samrad/network';
import { MinutesAnnexes } from './annex/minutes-annexes.js';
import { AttendanceFinder, type AttendanceRow } from './attendance/attendance.finder.js';
import { isHere } from './attendance/attendance.rules.js';
import { DecisionFinder, type DecisionRow } from '../decision/decision.finder.js';
import type { AgendaLine } from '../agenda/agenda.types.js';
import type { FollowUp } from '../agenda/carried/carried.types.js';
import { sessionAccesses } from '../agenda/session/session.types.js';
import { refOf } from '../decision/decision.rules.js';
import type { MeetingRow } from '../meeting/meeting.finder.js';
import { referenceOf } from '../meeting/meeting.rules.js';
import { type MeetingAction, MeetingActions } from './meeting-actions.js';
import { MinutesFinder, type MinutesRow, type SectionRow } from './minutes.finder.js';
import { inAgendaOrder } from './minutes.rules.js';
import { MinutesFollowUp } from './outcome/minutes-follow-up.js';
import type {
  Attendee,
  MinutesHeading,
  MinutesPart,
  MinutesSnapshot,
  RecordedAction,
  RecordedDecision,
} from './minutes.types.js';

interface Agreed {
  decisions: DecisionRow[];
  actions: MeetingAction[];
}

/** Puts together what minutes show as they are now: the preview, and what publishing freezes. */
@Injectable()
export class MinutesRecord {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly attendance: AttendanceFinder,
    private readonly decisions: DecisionFinder,
    private readonly persons: PersonFinder,
    private readonly annexes: MinutesAnnexes,
    private readonly followUp: MinutesFollowUp,
    @Optional() private readonly meetingActions?: MeetingActions,
  ) {}

  /**
   * The draft. @param actor an organiser: sees all decisions and actions
   * @param audience whom it is for; absent: as it is kept with the minutes
   */
  async compose(
    actor: Actor,
    meeting: MeetingRow,
    minutes: Pick<MinutesRow, 'id' | 'audience' | 'adoptedNumber'>,
    audience: Audience = minutes.audience,
  ): Promise<MinutesSnapshot> {
    const minutesId = minutes.id;
    const [sections, agenda, items, people, decisions, actions, members, under, annexes] = await Promise.all([
      this.finder.sections(minutesId),
      this.finder.items(meeting),
      this.finder.itemsEver(meeting),
      this.attendance.list(meeting.id),
      this.decisions.ofMeeting(actor, meeting.id),
      this.actionsOf(actor, meeting.id),
      this.membersAt(meeting),
      this.followUp.under(actor, meeting, { minutes, audience }),
      this.annexes.of(meeting),
    ]);
    const agreed = { decisions, actions };
    const itemOf = (section: SectionRow) => items.find(({ id }) => id === section.itemId);
    const written = sections.filter((section) => isMinuted(itemOf(section)));
    const parts = withUnminuted(
      written.map((section) => partOf(section, itemOf(section), { ...agreed, followUp: under(section) })),
      agenda,
      agreed,
    );
    return {
      heading: headingOf(meeting),
      present: attendees(meeting, people, ({ presence }) => isHere(presence)),
      absent: [
        ...attendees(meeting, people, ({ presence }) => presence !== null && !isHere(presence)),
        ...missing(meeting, people, members),
      ],
      parts: [...parts, ...looseParts(parts, items, agreed)],
      annexes,
    };
  }

  /** Members of the meeting's group on its day. */
  private async membersAt({ groupId, startWall }: MeetingRow): Promise<Member[]> {
    return groupId ? this.persons.membersOn(groupId, startWall.slice(0, 10)) : [];
  }

  /** Actions of a meeting; none while the context above is not there. */
  async actionsOf(actor: Actor, meetingId: string): Promise<MeetingAction[]> {
    return (await this.meetingActions?.forMeeting(actor, meetingId)) ?? [];
  }

  /** Whether actions can be recorded at all. */
  get hasActions(): boolean {
    return this.meetingActions !== undefined;
  }
}

const isMinuted = (item: AgendaLine | undefined): boolean => item?.session?.attribution !== 'not_minuted';

function headingOf(meeting: MeetingRow): MinutesHeading {
  const { title, startWall, endWall, zone, place, groupNameEn, groupNameNb, groupNameNn } = meeting;
  return {
    title,
    reference: referenceOf(meeting),
    group: groupNameEn ? { nameEn: groupNameEn, nameNb: groupNameNb!, nameNn: groupNameNn! } : null,
    startWall,
    endWall,
    zone,
    place,
    isOnline: meeting.videoUrl !== null,
    chair: meeting.chairName,
    secretary: meeting.secretaryName,
  };
}

function attendees(meeting: MeetingRow, rows: AttendanceRow[], wanted: (row: AttendanceRow) => boolean): Attendee[] {
  return rows.filter(wanted).map(({ personId, name, organisation, stateCode, presence }) => ({
    name,
    organisation,
    stateCode,
    mode: isHere(presence) ? presence : null,
    part: personId === meeting.chairId ? 'chair' : personId === meeting.secretaryId ? 'secretary' : null,
  }));
}

/**
 * Absent besides those noted so: members on the day of the meeting about whom nothing is noted. While nobody at all is
 * noted as present, nobody is absent either.
 */
function missing(meeting: MeetingRow, rows: AttendanceRow[], members: Member[]): Attendee[] {
  if (!rows.some(({ presence }) => isHere(presence))) return [];
  const noted = new Set(rows.filter(({ presence }) => presence !== null).map(({ personId }) => personId));
  return members
    .filter(({ personId }) => !noted.has(personId))
    .map(({ personId, name, organisation, stateCode }) => ({
      ...{ name, organisation, stateCode, mode: null },
      part: personId === meeting.chairId ? 'chair' : personId === meeting.secretaryId ? 'secretary' : null,
    }));
}

type Planned = Pick<MinutesPart, 'number' | 'type' | 'start' | 'end'>;
const unplanned: Planned = { number: null, type: null, start: null, end: null };

type Rules = Pick<MinutesPart, 'access' | 'attribution'>;
const openToAll: Rules = { access: 'open', attribution: 'attributable' };

const rulesOf = (item: Pick<AgendaLine, 'session'> | undefined): Rules => {
  const { access, attribution } = item?.session ?? openToAll;
  return { access, attribution };
};

function partOf(
  section: SectionRow,
  item: AgendaLine | undefined,
  { followUp, ...agreed }: Agreed & Pick<MinutesPart, 'followUp'>,
): MinutesPart {
  const { number, type, start, end }: Planned = item ?? unplanned;
  const rules = rulesOf(item);
  const { id, itemId, title, content, outcome } = section;
  const written = { sectionId: id, itemId, title, number, type, start, end, content, outcome, followUp };
  return unnamed({ ...written, ...rules, ...agreedIn(agreed, itemId) });
}

/** Items that are not minuted stand at their place with nothing under them but what was decided. */
function withUnminuted(parts: MinutesPart[], agenda: readonly AgendaLine[], agreed: Agreed): MinutesPart[] {
  const silent = agenda.filter((item) => !isMinuted(item));
  if (!silent.length) return parts;
  const unwritten = silent.map(({ id: itemId, title, number, type, start, end, ...item }): MinutesPart => {
    const planned = { sectionId: null, itemId, title, number, type, start, end, content: emptyRichText() };
    return unnamed({ ...planned, ...rulesOf(item), ...agreedIn(agreed, itemId), outcome: null, followUp: null });
  });
  return inAgendaOrder([...parts, ...unwritten], agenda);
}

function agreedIn({ decisions, actions }: Agreed, itemId: string | null) {
  return {
    decisions: decisions.filter((one) => itemId !== null && one.itemId === itemId).map(recordedDecision),
    actions: actions.filter((one) => itemId !== null && one.itemId === itemId).map(recordedAction),
  };
}

const withoutName = <A extends Pick<RecordedAction, 'responsible'>>(action: A): A =>
  action.responsible.kind === 'person' ? { ...action, responsible: { ...action.responsible, name: null } } : action;

/** Under the Chatham House Rule nobody is named: not even who is to do something. */
function unnamed(part: MinutesPart): MinutesPart {
  if (part.attribution === 'attributable') return part;
  return { ...part, actions: part.actions.map(withoutName), followUp: unnamedIn(part.followUp) };
}

function unnamedIn(followUp: FollowUp | null): FollowUp | null {
  if (followUp?.kind !== 'actions') return followUp;
  const { late, open, closed } = followUp;
  return {
    ...followUp,
    late: late.map(withoutName),
    open: open.map(withoutName),
    closed: closed.map(withoutName),
  };
}

/** What was agreed under no item, or under one that has no part: together for those who may read it. */
function looseParts(parts: MinutesPart[], items: readonly AgendaLine[], agreed: Agreed): MinutesPart[] {
  const written = new Set(parts.map(({ itemId }) => itemId));
  const accessOf = (itemId: string | null) => rulesOf(items.find(({ id }) => id === itemId)).access;
  const nothing = {
    ...{ sectionId: null, itemId: null, title: null, content: emptyRichText() },
    ...{ outcome: null, followUp: null },
  };
  return sessionAccesses.flatMap((access) => {
    const isLoose = ({ itemId }: { itemId: string | null }) =>
      (itemId === null || !written.has(itemId)) && accessOf(itemId) === access;
    const decisions = agreed.decisions.filter(isLoose).map(recordedDecision);
    const actions = agreed.actions.filter(isLoose).map(recordedAction);
    if (!decisions.length && !actions.length) return [];
    return [{ ...nothing, ...unplanned, ...openToAll, access, decisions, actions }];
  });
}

const recordedDecision = (row: DecisionRow): RecordedDecision => ({ id: row.id, ref: refOf(row), text: row.text });

const recordedAction = ({ id, ref, title, dueOn, responsible }: MeetingAction): RecordedAction => ({
  id,
  ref,
  title,
  dueOn,
  responsible,
});
