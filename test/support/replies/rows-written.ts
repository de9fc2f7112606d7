// Answers in words to a reminder, for the decision table.
import { bare, context, dmarc, from, LUCJA, OLA, ofOurs, type TableCase } from './case.js';

const reminder = { ...ofOurs.sent!, id: 'mail-2', meetingId: null, takesAnswers: true };
const answered = context({ sent: reminder });
const words = { text: 'Done' };

export const rowsWritten: TableCase[] = [
  [
    'an answer to a reminder from whom it went to',
    bare(words),
    answered,
    { row: 'row5a', ruling: 'PROPOSED', reason: 'proposed', sentMailId: 'mail-2', personId: 'lucja', review: false },
  ],
  [
    '… from another address of theirs',
    bare({ ...words, from: from('lucja@home.example') }),
    answered,
    { row: 'row5a' },
  ],
  [
    '… from an address that is no longer in the register, but got the mail',
    bare(words),
    context({ sent: reminder, persons: {} }),
    { row: 'row5a', personId: 'lucja' },
  ],
  [
    '… from somebody else',
    bare({ ...words, from: from(OLA) }),
    answered,
    { row: 'row5o', ruling: 'NEEDS_REVIEW', reason: 'answerOfAnother', sentMailId: 'mail-2', review: true },
  ],
  [
    '… that its domain does not vouch for',
    bare({ ...words, authentication: dmarc('fail') }),
    answered,
    { row: 'row5f', ruling: 'REJECTED_SPOOF', reason: 'dmarcFailed', review: true },
  ],
  [
    '… with a verdict that another server wrote',
    bare({ ...words, authentication: dmarc('fail', 'mx.elsewhere.example') }),
    answered,
    { row: 'row5a' },
  ],
  [
    '… with two From fields',
    bare({ ...words, fromFields: 2 }),
    answered,
    { row: 'row5s', ruling: 'REJECTED_SPOOF', reason: 'severalFromFields' },
  ],
  [
    '… from two at once',
    bare({ ...words, from: from(LUCJA, OLA) }),
    answered,
    { row: 'row5s', ruling: 'NEEDS_REVIEW' },
  ],
  ['… by a machine on holiday', bare({ ...words, auto: 'replied' }), answered, { row: 'row4', ruling: 'IGNORED' }],
  ['… by a machine', bare({ ...words, auto: 'generated' }), answered, { row: 'row5', ruling: 'NEEDS_REVIEW' }],
  ['… without a word', bare({ text: '' }), answered, { row: 'row5', reason: 'empty' }],
  ['… that is encrypted', bare({ ...words, encrypted: true }), answered, { row: 'row5', reason: 'encrypted' }],
  ['… seen before', bare(words), { ...answered, knownMessage: true }, { row: 'row1', ruling: 'DUPLICATE' }],
  ['words in answer to an invitation', bare(words), ofOurs, { row: 'row5', reason: 'words', sentMailId: null }],
];
