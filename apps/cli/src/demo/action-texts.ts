// What the meetings of the demo agreed on. Days are counted from today; `late` ones are past their due date.

export interface AgreedAction {
  title: string;
  /** Days from today; null: no due date. */
  due: number | null;
  description?: string;
}

export const late: AgreedAction[] = [
  {
    title: 'Comment on the draft synthesis report',
    due: -18,
    description: 'Chapters 2 and 4 in particular.\nComments in track changes to the secretariat.',
  },
  { title: 'Check the figures in the country profile', due: -18 },
  { title: 'Name an expert for the working group on statistics', due: -13 },
  { title: 'Translate the summary of the study on detention', due: -13 },
  { title: 'Send the national report for the study on reintegration', due: -8 },
  { title: 'Send figures on voluntary return, third quarter', due: -8 },
  { title: 'Answer the ad-hoc query on return of students', due: -3 },
];

export const coming: AgreedAction[] = [
  { title: 'Confirm contact persons for next year', due: 2 },
  { title: 'Say whether the agreement with the country of return is applied', due: 3 },
  { title: 'Comment on the outline for the Return Expert Group newsletter', due: 5 },
  { title: 'Send two examples of return counselling that worked', due: 6, description: 'At most one page each.' },
  { title: 'Propose topics for the next meeting of the Return Expert Group', due: 8 },
  { title: 'Check the list of non-governmental partners', due: 9 },
  { title: 'Send the national list of return and reintegration programmes', due: 12 },
  { title: 'Describe how forced return is monitored', due: 14 },
  { title: 'Update the contact list of escort leaders', due: 17 },
  { title: 'Send legislation on alternatives to detention', due: 20 },
  { title: 'Fill in the table on reintegration support in kind and in cash', due: 24 },
  { title: 'Say whether the State takes part in the joint reintegration services', due: 27 },
  { title: 'Comment on the indicators for reintegration', due: 30 },
  { title: 'Send experiences with return of families with children', due: 35 },
  { title: 'Describe the digital tools used in return counselling', due: 40 },
  { title: 'Prepare a case for the workshop on identification', due: 45 },
  { title: 'Send figures on voluntary return, whole year', due: 52 },
  { title: 'Host a study visit on return counselling', due: 90, description: 'Two days, up to twelve participants.' },
  { title: 'Comment on the questionnaire for the study on detention', due: 7 },
  { title: 'Name two participants for the study visit', due: 11 },
  { title: 'Send court decisions on entry bans', due: 16 },
  { title: 'Describe how vulnerable persons are identified before return', due: 22 },
  { title: 'Send the budget for reintegration support next year', due: 26 },
  { title: 'Say which countries of return give most delays', due: 33 },
  { title: 'Translate the leaflet on voluntary return', due: 38 },
  { title: 'Send lessons from joint return operations', due: 47 },
  { title: 'Review the glossary entries on return', due: 55 },
  { title: 'Send contact details of health services at reception', due: 60 },
  { title: 'Share templates for information to people who must leave', due: null },
];

export const finished: AgreedAction[] = [
  { title: 'Send figures on voluntary return, first quarter', due: -200 },
  { title: 'Answer the questionnaire on return of unaccompanied minors', due: -191 },
  { title: 'Send figures on voluntary return, second quarter', due: -182 },
  { title: 'Confirm participation in the study on reintegration', due: -173 },
  { title: 'Comment on the work programme', due: -164 },
  { title: 'Name a contact person for counselling', due: -155 },
  { title: 'Send the law on return as amended', due: -146 },
  { title: 'Check the list of members', due: -137 },
  { title: 'Comment on the minutes of the spring meeting', due: -128 },
  { title: 'Describe practice on voluntary departure periods', due: -119 },
  { title: 'Send figures on entry bans', due: -110 },
  { title: 'Propose speakers for the annual conference', due: -101 },
  { title: 'Say whether the platform for case files is used', due: -92 },
  { title: 'Send photographs for the newsletter', due: -83 },
  { title: 'Comment on the mandate of the working group', due: -74 },
  { title: 'Describe support for victims of trafficking who return', due: -65 },
  { title: 'Send experiences with return ambassadors', due: -56 },
  { title: 'Comment on the draft report on irregular stay', due: -47 },
  { title: 'Confirm bank details for reimbursement', due: -38 },
  { title: 'Send a summary of the national strategy on return', due: -29 },
];

/** Open lines of each State, and how many of them are late: enough that the page shows every depth of colour. */
export const openOf: Record<string, [open: number, late: number]> = {
  ...{ AT: [6, 0], BE: [3, 0], BG: [4, 0], CY: [3, 0], CZ: [2, 0], DE: [9, 1], EE: [1, 0], ES: [4, 0], FI: [3, 1] },
  ...{ FR: [7, 0], GR: [12, 4], HR: [1, 0], HU: [5, 2], IE: [1, 0], IT: [11, 3], LT: [3, 0], LV: [2, 0], MT: [2, 0] },
  ...{ NL: [2, 0], PL: [8, 1], PT: [1, 0], RO: [6, 0], SE: [5, 0], SK: [1, 0], AM: [1, 0], GE: [2, 0], MD: [1, 0] },
  ...{ NO: [3, 0], RS: [2, 0], UA: [4, 0] },
};

export const notes: Record<string, string[]> = {
  under_way: [
    'First draft is with the ministry.',
    'Figures are collected; quality check remains.',
    'Half of it is sent.',
  ],
  waiting: ['Waiting for figures from the police.', 'Waiting for the decision of the ministry.'],
  done: ['Sent to the secretariat.', 'Done, see the library.', 'Answered by mail.'],
  declined: ['No such programme in our State this year.'],
};
