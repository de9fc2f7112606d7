// What goes before a meeting: for organisers. Those who are asked answer by their personal link, which is for everyone.
export const preparationForEveryone: string[] = ['GET /f/:token', 'POST /f/:token'];

export const preparationForOrganisers: string[] = [
  'GET /meetings/:id/presenters',
  'POST /meetings/:id/presenters',
  'POST /meetings/:id/presenters/reminder',
];
