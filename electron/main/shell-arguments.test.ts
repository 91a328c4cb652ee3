import { expect, test } from 'vitest';
import { readShellArguments } from './shell-arguments.ts';

function read(...values: string[]) {
  return readShellArguments(values, { XDG_DATA_HOME: '/data' }, '/home/siti');
}

test('without a profile the shell runs the exercise, in a folder of its own', () => {
  expect(read('/app')).toMatchObject({ isExercise: true, dataDir: '/data/siaga-112/exercise', coreArguments: ['--data-dir', '/data/siaga-112/exercise'] });
});

test('a profile means real work', () => {
  expect(read('/app', '--profile', '/etc/siaga/site.json')).toMatchObject({
    isExercise: false,
    dataDir: '/data/siaga-112/station',
    coreArguments: ['--data-dir', '/data/siaga-112/station', '--profile', '/etc/siaga/site.json'],
  });
});

test('without XDG_DATA_HOME the data lies in the home folder', () => {
  expect(readShellArguments([], {}, '/home/siti').dataDir).toBe('/home/siti/.local/share/siaga-112/exercise');
});

test('Chromium may have its own switches beside ours', () => {
  expect(read('--no-sandbox', '--inspect=0', '/app', '--data-dir=/tmp/d', '--remote-debugging-port=0', '--core-home=utility')).toMatchObject({
    dataDir: '/tmp/d',
    coreHome: 'utility',
  });
});

test('a home of core that does not exist leaves the choice to the shell', () => {
  expect(read('--core-home=moon').coreHome).toBeNull();
});
