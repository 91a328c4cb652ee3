import { expect, test } from 'vitest';
import { matchesTopicFilter } from './topic-filter.ts';

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
