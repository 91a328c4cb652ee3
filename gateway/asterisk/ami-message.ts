/** One block of the Asterisk Manager Interface: an answer, an event, or the output of a command. Everything in it is text. */
export type AmiMessage = {
  /** In the order of the wire; keys may repeat. */
  readonly fields: readonly (readonly [key: string, value: string])[];
  /** Lines, or whole parts, were too long and are missing. */
  readonly cut: boolean;
};

/** The first value of a key, blanks kept; undefined when the block has no such key. */
export function fieldOf(message: AmiMessage, key: string): string | undefined {
  return message.fields.find(([name]) => name === key)?.[1];
}

/** Every value of a repeated key (`Output`, `Variable`), and of its form with a channel in brackets: `ChanVariable(PJSIP/101-1): NAME=value`. */
export function fieldsOf(message: AmiMessage, key: string): readonly string[] {
  return message.fields.filter(([name]) => name === key || (name.startsWith(`${key}(`) && name.endsWith(')'))).map(([, value]) => value);
}

/** A value that says something: undefined for what is absent, empty or written `<unknown>`. */
export function knownField(message: AmiMessage, key: string): string | undefined {
  const value = fieldOf(message, key);
  return value === undefined || value === '' || value === '<unknown>' ? undefined : value;
}

/** A whole number from 0; undefined for anything else. */
export function numberField(message: AmiMessage, key: string): number | undefined {
  const value = fieldOf(message, key);
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** `Timestamp` (epoch seconds with microseconds, only with `timestampevents=yes`) as whole milliseconds. */
export function timestampMs(message: AmiMessage): number | undefined {
  const [, seconds, fraction = ''] = /^(\d{1,11})(?:\.(\d{1,9}))?$/.exec(fieldOf(message, 'Timestamp') ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}
