import { z } from 'zod';
import { actionAudiences, actionPriorities, askedKinds } from '../action/action-item.entity.js';
import { RelationOut } from '../relation/relation.dto.js';
import { progressStatuses } from './progress.entity.js';

const text = () => z.string().nullable();

/** A line as the API gives it. Visitors get no names of persons and no notes. */
export const ProgressOut = z
  .object({
    id: z.string(),
    actionId: z.string(),
    ref: z.string().describe('A-118'),
    title: z.string(),
    priority: z.enum(actionPriorities),
    supersededBy: text().describe('A-131: the action that replaced this one'),
    meetingId: text(),
    stateCode: text().describe('ISO 3166-1 alpha-2'),
    organisationId: text(),
    organisationName: text(),
    personId: text(),
    personName: text(),
    status: z.enum(progressStatuses),
    isFinished: z.boolean(),
    finishedOn: text(),
    dueOn: text().describe('YYYY-MM-DD'),
    daysLate: z.number().describe('days after the due date; 0 when finished or in time'),
    hasOwnDue: z.boolean().describe('dueOn was agreed for this one alone'),
    askedDueOn: text().describe('a later date that is asked for and waits for an answer'),
    note: text(),
    link: text().describe('where what was done can be seen'),
    documentId: text().describe('the same as a document of the library, as far as the reader may have it'),
    remindedAt: text(),
    updatedBy: text(),
    updatedAt: z.string(),
    version: z.number(),
  })
  .meta({ id: 'Progress' });

export const ProgressPage = z
  .object({
    items: z.array(ProgressOut),
    page: z.number(),
    per: z.number(),
    more: z.boolean(),
    total: z.number().nullable().describe('only with total=true; stops at 1000'),
  })
  .meta({ id: 'ProgressPage' });

export const ActionOut = z
  .object({
    id: z.string(),
    ref: z.string(),
    title: z.string(),
    description: text(),
    dueOn: text(),
    meetingId: text(),
    meetingTitle: text(),
    itemId: text(),
    itemTitle: text(),
    topicId: text().describe('the topic of a series that it belongs to'),
    isFree: z.boolean().describe('from no meeting and no decision'),
    decisionId: text(),
    decisionRef: text().describe('REG 2/26'),
    priority: z.enum(actionPriorities),
    responsibleKind: z.enum(askedKinds),
    groupCode: text().describe('short name of the group whose members were asked'),
    audience: z.enum(actionAudiences),
    status: z.enum(progressStatuses).describe('follows from the progress of all'),
    isOpen: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.number(),
    relations: z.array(RelationOut),
    progress: z.array(ProgressOut),
  })
  .meta({ id: 'Action' });

export const ActionSummary = z
  .object({
    open: z.number(),
    overdue: z.number(),
    soon: z.number().describe('due today or within 14 days'),
    doneThisYear: z.number(),
    states: z.array(z.object({ code: z.string(), open: z.number(), overdue: z.number() })),
  })
  .meta({ id: 'ActionSummary', description: 'Counts stop at 1000, those of a State at 100' });
