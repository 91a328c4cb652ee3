type Output = { readonly write: (text: string) => unknown; readonly isTTY?: boolean | undefined };

const drawEveryMs = 200;
const width = 24;

/** Shows how far a step is, its rate (MB/s where the step counts bytes) and the time left: on one line of a terminal, elsewhere one line at the end of each step. */
export function createProgressLine(output: Output, nowMs: () => number): { show: (step: string, done: number, total: number) => void; end: () => void } {
  let [step, startedMs, drawnMs] = ['', 0, -Infinity];
  return {
    show(name, done, total) {
      const now = nowMs();
      if (name !== step) [step, startedMs, drawnMs] = [name, now, -Infinity];
      const isDone = done >= total;
      if (!isDone && (output.isTTY !== true || now - drawnMs < drawEveryMs)) return;
      drawnMs = now;
      const [share, seconds] = [total === 0 ? 1 : Math.min(1, done / total), (now - startedMs) / 1_000];
      const rate = total > 100_000 && seconds > 0 ? ` ${(done / 1e6 / seconds).toFixed(1)} MB/s` : '';
      const left = isDone || share === 0 ? '' : ` ${clock((seconds / share) * (1 - share))} left`;
      const bar = '#'.repeat(Math.round(share * width)).padEnd(width, '.');
      const line = `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} % ${name}${rate}${isDone ? ` ${clock(seconds)}` : left}`;
      output.write(output.isTTY === true ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end() {
      if (output.isTTY === true && step !== '') output.write('\n');
    },
  };
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
