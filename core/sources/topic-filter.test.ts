import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coversTopicFilter, createTopicRouter, matchesTopicFilter, widestTopicFilters } from './topic-filter.ts';

test('a filter matches the topics that the standard says', () => {
  for (const [filter, topic, matches] of [
    ['host/json', 'host/json', true],
    ['host/json', 'host/log', false],
    ['host/json', 'host/json/more', false],
    ['owntracks/#', 'owntracks/amb/1', true],
    ['owntracks/#', 'owntracks', true],
    ['owntracks/+/+', 'owntracks/amb/1', true],
    ['owntracks/+', 'owntracks/amb/1', false],
    ['owntracks/+', 'owntracks/', true],
    ['+/json', 'host/json', true],
    ['#', 'any/thing', true],
    ['#', '$SYS/broker/uptime', false],
    ['+/broker', '$SYS/broker', false],
    ['$SYS/#', '$SYS/broker/uptime', true],
  ] as const) {
    expect([filter, topic, matchesTopicFilter(filter, topic)]).toEqual([filter, topic, matches]);
  }
});

test('of overlapping filters only the widest are kept', () => {
  expect(widestTopicFilters(['owntracks/+/#', 'owntracks/#', 'host/json', 'owntracks/amb/1', 'host/json', 'host/+'])).toEqual(['owntracks/#', 'host/+']);
});

test('a filter that covers another matches every topic of the other', () => {
  const level = fc.constantFrom('a', 'b', '+');
  const filter = fc.tuple(fc.array(level, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([levels, open]) => [...levels, ...(open ? ['#'] : [])].join('/'));
  const topic = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
  fc.assert(
    fc.property(filter, filter, topic, (wide, narrow, name) => {
      fc.pre(coversTopicFilter(wide, narrow) && matchesTopicFilter(narrow, name));
      expect(matchesTopicFilter(wide, name)).toBe(true);
    }),
    { seed: 112, numRuns: 300 },
  );
});

test('a router finds the targets that a look at every filter would find, in their order', () => {
  const level = fc.constantFrom('a', 'b', '+', '$x');
  const filter = fc.tuple(fc.array(level, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([levels, open]) => [...levels, ...(open ? ['#'] : [])].join('/'));
  const topic = fc.array(fc.constantFrom('a', 'b', '$x'), { minLength: 1, maxLength: 3 }).map((levels) => levels.join('/'));
  fc.assert(
    fc.property(fc.array(fc.array(filter, { maxLength: 3 }), { maxLength: 6 }), topic, (targets, name) => {
      const looked = targets.flatMap((filters, index) => (filters.some((each) => matchesTopicFilter(each, name)) ? [index] : []));
      expect(createTopicRouter(targets.map((filters, index) => [filters, index] as const))(name)).toEqual(looked);
    }),
    { seed: 112, numRuns: 1_000 },
  );
});
