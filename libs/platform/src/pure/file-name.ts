const unsafe = /[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu;
const longest = 80;

/** A title as the name of a file, without ending: no sign that some file system refuses, at most 80 letters; may be blank. */
export const fileStem = (title: string): string =>
  title
    .normalize('NFC')
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(/[. ]+$/, '');

/** `pdf` of `Figures.PDF`; blank when there is none. */
export const endingOf = (filename: string): string => /\.([a-z0-9]{1,10})$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
