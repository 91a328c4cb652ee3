import { expect, test } from 'vitest';
import { watchRelease } from './watch-release.ts';

const press = (name: string, fields: object = {}): Event => Object.assign(new Event(name), fields);

function watched() {
  const target = new EventTarget();
  let releases = 0;
  const stop = watchRelease(target, 'F5', () => (releases += 1));
  return { target, stop, releases: () => releases };
}

test.each(['keyup', 'blur', 'visibilitychange', 'pagehide', 'freeze', 'contextmenu'])('%s lets go of a held key, once', (name) => {
  const { target, releases } = watched();
  target.dispatchEvent(press(name));
  target.dispatchEvent(press('keyup'));
  target.dispatchEvent(press('blur'));
  expect(releases()).toBe(1);
});

test('the repetition of the held key holds it; any other key lets go', () => {
  const { target, releases } = watched();
  target.dispatchEvent(press('keydown', { key: 'F5', repeat: true }));
  target.dispatchEvent(press('keydown', { key: 'F5', repeat: true }));
  expect(releases()).toBe(0);
  target.dispatchEvent(press('keydown', { key: 'F1', repeat: false }));
  expect(releases()).toBe(1);
});

test('a second press of the same key was preceded by a release that was not seen', () => {
  const { target, releases } = watched();
  target.dispatchEvent(press('keydown', { key: 'F5', repeat: false }));
  expect(releases()).toBe(1);
});

test('what is stopped tells nothing', () => {
  const { target, stop, releases } = watched();
  stop();
  target.dispatchEvent(press('keyup'));
  expect(releases()).toBe(0);
});
