/** Who carries a radio, as a person said it at the desk; it holds instead of the profile's word. */
export type RadioNaming = {
  readonly radioId: number;
  /** Null: as the profile has it. */
  readonly name: string | null;
  readonly unitId: string | null;
  readonly atMs: number;
  readonly actor: string;
};

/** A radio of the site, or one that was heard. */
export type Radio = {
  /** The radio id as text: the key of the feed. */
  readonly id: string;
  readonly radioId: number;
  readonly name: string | null;
  readonly unitId: string | null;
  /** False for a radio that was only heard. */
  readonly isKnown: boolean;
  /** Null while it was never heard. */
  readonly lastHeardAtMs: number | null;
  readonly lastTalkgroup: number | null;
  /** The radio's own name for itself when it was heard last. */
  readonly alias: string | null;
  readonly sourceId: string | null;
  readonly rssiDbm: number | null;
  readonly namedBy: string | null;
};
