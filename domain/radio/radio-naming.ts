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
  /** The island on which it stands by the profile; null where that names no post. The island of its unit goes before it. */
  readonly islandName: string | null;
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

/**
 * What a person typed about who carries a radio: a call sign hands it to that unit, words behind it or alone name the person, and leave the
 * unit as it was; nothing gives the radio back to the profile (both null).
 */
export function bearerSaid(
  typed: string,
  radio: Pick<Radio, 'unitId'>,
  units: Iterable<{ readonly unitId: string; readonly callSign: string }>,
): { readonly unitId: string | null; readonly name: string | null } {
  const said = typed.trim();
  if (said === '') return { unitId: null, name: null };
  const lower = said.toLowerCase();
  const unit = [...units]
    .toSorted((one, other) => other.callSign.length - one.callSign.length)
    .find(({ callSign }) => lower === callSign.toLowerCase() || lower.startsWith(`${callSign.toLowerCase()} `));
  const name = unit ? said.slice(unit.callSign.length).trim() : said;
  return { unitId: unit?.unitId ?? radio.unitId, name: name === '' ? null : name };
}

/** What was said at the desk of who carries a radio holds at once, also for what it transmitted before. */
export function asNamed<Heard extends { readonly unitId: string | null; readonly alias: string | null }>(heard: Heard, radio: Pick<Radio, 'unitId' | 'name'> | undefined): Heard {
  return radio === undefined ? heard : { ...heard, unitId: radio.unitId, alias: radio.name ?? heard.alias };
}
