import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ of Linux: the unit of the times in /proc/PID/stat. */
const ticksPerSecond = 100;

type Entry = { readonly id: number; readonly parent: number; readonly cpuS: number };

/** Processor seconds that the chosen children of a process and everything below them have used; Linux only. */
export function cpuSecondsBelow(parent: number, isChosen: (command: string) => boolean): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => entry(Number(name)));
  const sumBelow = ({ id, cpuS }: Entry): number => all.filter((each) => each.parent === id).reduce((sum, each) => sum + sumBelow(each), cpuS);
  return all.filter((each) => each.parent === parent && isChosen(command(each.id))).reduce((sum, each) => sum + sumBelow(each), 0);
}

function entry(id: number): Entry[] {
  try {
    // The name in brackets may hold spaces and brackets itself.
    const [, fields = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    const numbers = fields.split(' ').map(Number);
    return [{ id, parent: numbers[1] ?? 0, cpuS: ((numbers[11] ?? 0) + (numbers[12] ?? 0)) / ticksPerSecond }];
  } catch {
    return []; // It ended meanwhile.
  }
}

function command(id: number): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
