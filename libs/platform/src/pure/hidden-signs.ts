/**
 * Signs that are not seen and change what is: those that turn the direction of what follows, and blanks without width.
 * The joiners of Persian words and of emoji stay, and so do the marks beside right-to-left letters.
 */
const hidden = /[\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Signs that show nothing by themselves, however wide. */
const unseen = /[\s\p{C}\p{Z}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f]/gu;

/** Whether anything of a text can be seen; blank text has nothing. */
export const isSeen = (text: string): boolean => text.replace(unseen, '') !== '';

/** Text as it is read: with nothing in it that hides or turns around. */
export const withoutHiddenSigns = (text: string): string => text.replace(hidden, '');
