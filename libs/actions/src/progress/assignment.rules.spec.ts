import { refusalToHandOver } from './assignment.rules.js';

const lines = [{ personId: 'old' }, { personId: 'other' }];

describe('handing a line over', () => {
  it.each([
    ['to somebody new', { personId: 'old', isFinished: 0 }, 'new', null],
    ['of a State', { personId: null, isFinished: 0 }, 'new', 'notOfPerson'],
    ['that is finished', { personId: 'old', isFinished: 1 }, 'new', 'finished'],
    ['to the same person', { personId: 'old', isFinished: 0 }, 'old', 'same'],
    ['to somebody who is asked already', { personId: 'old', isFinished: 0 }, 'other', 'askedAlready'],
  ])('%s', (...[, line, to, refusal]) => expect(refusalToHandOver(line, to, lines)).toBe(refusal));
});
