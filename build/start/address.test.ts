import { expect, test } from 'vitest';
import { addressOf } from './address.mjs';
import { headlessArguments } from './headless-arguments.mjs';

test('the address carries the token in its fragment, which a browser sends to nobody', () => {
  expect(addressOf('{"url":"http://127.0.0.1:4711/","token":"a+b/c="}')).toBe('http://127.0.0.1:4711/#token=a%2Bb%2Fc%3D');
});

test.each(['', 'listening', '{"url":"http://127.0.0.1/"}', '{"token":"a"}', '{"url":1,"token":"a"}', 'null'])(
  'a line that is not the ready line is left alone: %j',
  (line) => {
    expect(addressOf(line)).toBeUndefined();
  },
);

test('a browser station takes a free port of this machine and never shares the data of real work with an exercise', () => {
  const environment = { XDG_DATA_HOME: '/data' };
  expect(headlessArguments(['--browser'], environment)).toEqual(['--listen', '127.0.0.1:0', '--data-dir', '/data/siaga-112/exercise']);
  expect(headlessArguments(['--profile', 'site.json'], environment)).toEqual([
    '--listen',
    '127.0.0.1:0',
    '--data-dir',
    '/data/siaga-112/station',
    '--profile',
    'site.json',
  ]);
});

test('what was named on the command line is not named again', () => {
  const given = ['--listen=0.0.0.0:8112', '--data-dir', '/srv/siaga'];
  expect(headlessArguments(given, {})).toEqual(given);
});
