/** So many paragraphs stand on one page of a document's text. */
export const passagesPerPage = 100;

/** Where a paragraph can be read. @param place 1, 2, 3 … */
export const placeOf = (documentId: string, place: number): string =>
  `/documents/${documentId}/text?page=${Math.ceil(place / passagesPerPage)}#p${place}`;

/** Why the text of a document could not be read; the text is `library.text.fault.` and this word. */
export const textFaults = ['damaged', 'password', 'tooSlow', 'tooMuch', 'gone'] as const;
export type TextFault = (typeof textFaults)[number];

/** Pictures have no text that could be read. */
export const hasText = (mediaType: string): boolean => !mediaType.startsWith('image/');
