/** Colours of documents, as in base.typ of the PDFs: six hexadecimal digits. */
export const accent = '0A4C86';
export const muted = '55616D';
export const line = 'C3CDD6';
export const tint = 'EEF4F9';
export const shade = 'F5F7F9';
