import type { LetterKind } from '../invitation.rules.js';

const tags = {
  call: { color: 'success', icon: 'PaperplaneFill' },
  hold: { color: 'info', icon: 'Calendar' },
  moved: { color: 'warning', icon: 'Clock' },
  changed: { color: 'info', icon: 'Pencil' },
  cancelled: { color: 'danger', icon: 'XMarkOctagon' },
  postponed: { color: 'warning', icon: 'Hourglass' },
  released: { color: 'neutral', icon: 'XMarkOctagon' },
  removed: { color: 'danger', icon: 'XMarkOctagon' },
  reminder: { color: 'warning', icon: 'Bell' },
  again: { color: 'info', icon: 'Paperplane' },
} as const satisfies Record<LetterKind, { color: string; icon: string }>;

/** How a kind of mail is marked in a list of who gets what. */
export const letterTag = (kind: LetterKind) => ({ ...tags[kind], key: `meetings.invitation.letter.${kind}` });
