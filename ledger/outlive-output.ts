/**
 * Whoever reads our output may leave before us: a shell that died, `| head -1`. What is not read any more must not end
 * the process in the middle of its work.
 */
export function outliveOutput(): void {
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
}
