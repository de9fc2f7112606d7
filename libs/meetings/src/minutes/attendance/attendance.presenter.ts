import type { AttendanceRow } from './attendance.finder.js';
import { countsOf } from './attendance.rules.js';

/** The list of attendance for organisers through the API. */
export const presentAttendance = (rows: AttendanceRow[]) => ({
  counts: countsOf(rows),
  items: rows.map(({ personId, name, organisation, stateCode, isInvited, answer, answerMode, ...noted }) => ({
    personId,
    name,
    organisation,
    stateCode,
    isInvited,
    answer,
    answerMode,
    presence: noted.presence,
    arrivedAt: noted.arrivedAt,
    leftAt: noted.leftAt,
    isOwnWord: noted.isOwnWord,
  })),
});
