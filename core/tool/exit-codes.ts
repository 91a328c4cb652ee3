/** What the command-line client's exit code tells a script. Documented in docs/operate.md. */
export const exitCodes = {
  ok: 0,
  /** The command was answered with a failure, or the doctor found a fault. */
  failed: 1,
  usage: 2,
  /** No station answers at the given address or folder. */
  noStation: 3,
  /** The station or the folder said no: token, protocol version, lease, profile, database version. */
  refused: 4,
} as const;
