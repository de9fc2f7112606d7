import { z } from 'zod';
import { ProgressQuery } from '@samrad/actions';
import { day } from '@samrad/platform/views';
import { steps } from './timeline.rules.js';

const window = {
  by: z.enum(steps).catch('week').default('week'),
  /** Any day of the first period; absent: today. */
  from: day().optional().catch(undefined),
};

/** How the page cuts time, beside the filter of the list. */
export const TimelineWindow = z.object(window);
export type TimelineWindow = z.infer<typeof TimelineWindow>;

/** Of the list's query only what narrows it. */
const {
  page: _page,
  per: _per,
  sort: _sort,
  total: _total,
  dueFrom: _dueFrom,
  dueTo: _dueTo,
  ...filter
} = ProgressQuery.shape;

/** Query of the API. */
export const TimelineQuery = z.object({ ...filter, ...window });
export type TimelineQuery = z.infer<typeof TimelineQuery>;
