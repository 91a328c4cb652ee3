/** One call that ended: its name, its values as they are printed, and what it gave back. */
export type SystemCall = { readonly call: string; readonly values: readonly string[]; readonly result: number };

/** The calls of a trace of `strace -f` in the order of their ends; one that another thread's interrupted is put together. */
export function* systemCalls(trace: string): Generator<SystemCall> {
  const unfinished = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const numbered = /^(\d+)\s+(.*)$/.exec(line);
    if (!numbered) continue;
    const thread = numbered[1] ?? '';
    let body = numbered[2] ?? '';
    if (body.endsWith('<unfinished ...>')) {
      unfinished.set(thread, body.slice(0, -'<unfinished ...>'.length).trimEnd());
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(body);
    if (resumed) body = (unfinished.get(thread) ?? '') + (resumed[1] ?? '');
    const whole = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(body);
    if (whole) yield { call: whole[1] ?? '', values: (whole[2] ?? '').split(', '), result: Number(whole[3]) };
  }
}
