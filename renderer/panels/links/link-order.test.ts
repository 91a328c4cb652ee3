import { describe, expect, test } from 'vitest';
import type { Link } from '#domain/links/link.ts';
import { linksText } from '../../i18n/areas/links.ts';
import { linkLabels, movedLink, orderedLinks } from './link-order.ts';

function link(id: string, kind: Link['kind'], over: Partial<Link> = {}): Link {
  return { id, kind, name: id, state: 'live', sinceMs: 0, reason: null, lastHeardAtMs: null, messages: 0, rejected: 0, waiting: 0, ...over };
}

describe('the links strip', () => {
  test('keeps every link at its place whatever its state and order of arrival', () => {
    const links = [link('gps', 'positions'), link('b10', 'broker'), link('b2', 'broker', { state: 'down' }), link('db', 'database'), link('ht', 'radio')];
    const order = ['b2', 'b10', 'ht', 'gps', 'db'];
    expect(orderedLinks(links).map(({ id }) => id)).toEqual(order);
    expect(orderedLinks(links.toReversed().map((each) => ({ ...each, state: 'late' as const }))).map(({ id }) => id)).toEqual(order);
  });

  test('numbers and names a link only where there are several of its kind', () => {
    const links = orderedLinks([link('rsud', 'broker'), link('Broker kominfo', 'broker'), link('ht', 'radio')]);
    expect(links.map((each) => linkLabels(each, links, linksText.id.kinds))).toEqual([
      { short: 'Broker 1', long: 'Broker kominfo' },
      { short: 'Broker 2', long: 'Broker rsud' },
      { short: 'HT', long: 'HT' },
    ]);
  });

  test('is walked by arrows, Home and End and stops at its ends', () => {
    expect(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'x'].map((key) => movedLink(key, 0, 3))).toEqual([0, 1, 0, 2, null]);
    expect(movedLink('ArrowRight', 2, 3)).toBe(2);
  });
});
