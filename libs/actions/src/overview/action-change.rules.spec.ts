import { changesOf } from './action-change.rules.js';

const before = {
  ...{ title: 'Send figures', description: null, dueOn: '2026-12-16', priority: 'normal' },
  ...{ audience: 'network', topicId: null },
};

describe('what the history says of a changed action', () => {
  it.each([
    ['nothing', {}, []],
    ['the title', { title: 'Send all figures' }, [{ field: 'title', from: 'Send figures', to: 'Send all figures' }]],
    ['the due date taken away', { dueOn: null }, [{ field: 'dueOn', from: '2026-12-16', to: null }]],
    ['who may see it', { audience: 'public' }, [{ field: 'audience', from: 'network', to: 'public' }]],
    ['only that the description differs', { description: 'Long' }, [{ field: 'description' }]],
    ['only that the topic differs', { topicId: 't' }, [{ field: 'topicId' }]],
    ['nothing of a topic that was not asked', { topicId: undefined }, []],
    [
      'several at once',
      { title: 'Other', priority: 'high' },
      [
        { field: 'title', from: 'Send figures', to: 'Other' },
        { field: 'priority', from: 'normal', to: 'high' },
      ],
    ],
  ])('%s', (_, change, told) => expect(changesOf(before, { ...before, ...change })).toEqual(told));
});
