/** SIGKILL, which a process stopped by SIGSTOP obeys too. One that is gone already is no fault. */
export function killProcess(id: number | undefined): void {
  if (id === undefined) return;
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
