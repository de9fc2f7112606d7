/**
 * Signs that are not seen and change what is: those that turn the direction of what follows, and blanks without width.
 * The joiners of Persian words and of emoji stay, and so do the marks beside right-to-left letters.
 */
const hidden = /[\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Signs that show nothing by themselves, however wide. */
const unseen = /[\s\p{C}\p{Z}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f]/gu;

/** Whether anything of a text can be seen; blank text has nothing. */
export const isSeen = (text: string): boolean => text.replace(unseen, '') !== '';

/** Has no width in a line, where nobody needs it; signs that turn the direction are refused there. */
const idle = /[\u00ad\u061c\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const marks = /[\u200e\u200f]/g;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** One line, such as a name, without what cannot be seen in it; blank when nothing can. */
export function seenLine(text: string): string {
  if (!isSeen(text)) return '';
  const plain = text.replace(idle, '');
  return rightToLeft.test(plain) ? plain : plain.replace(marks, '');
}

/** Text as it is read: with nothing in it that hides or turns around. */
export const withoutHiddenSigns = (text: string): string => text.replace(hidden, '');
