// Overviews of what is asked of whom: for people inside; what each shows is decided line by line. Feeds go by their token.
export const obligationsForEveryone: string[] = [
  'GET /calendar/:token/actions/:file',
  'GET /calendar/:token/actions/mine.ics',
];

export const obligationsForSignedIn: string[] = [
  'GET /actions/states/:code',
  'GET /actions/states/:code/:file',
  'GET /actions/timeline',
  'GET /actions/timeline/:file',
];

export const obligationsApiForSignedIn: string[] = ['GET /api/v1/actions/states/:code', 'GET /api/v1/actions/timeline'];
